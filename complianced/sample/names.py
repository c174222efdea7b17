"""Invented names, as they are met across the four nations. Nobody is meant.

People who work for a scheme take their family names from a list of their own, so that nobody stands both among the
scheme's own people and among its carers.
"""

FIRST = (
    "Amina", "Bethan", "Callum", "Deirdre", "Eilidh", "Farid", "Grzegorz", "Harpreet", "Ifan", "Jolanta", "Kieran",
    "Lowri", "Małgorzata", "Niamh", "Owain", "Priya", "Ruairidh", "Siân", "Tomasz", "Una", "Vikram", "Wendy", "Yusuf",
    "Zofia", "Aoife", "Brân", "Catrìona", "Dafydd", "Esther", "Fionnuala", "Gwenllian", "Hamish", "Imran", "Joan",
    "Kavita", "Llŷr", "Mairi", "Nadia", "Oisín", "Patrick", "Ranjit", "Seónaid", "Terence", "Umar", "Violet", "Wiktor",
    "Gŵen", "Mŷfanwy", "Samina", "Gordon", "Precious", "Kwame",
)  # fmt: skip

FAMILY = (
    "Abernant", "Bracewell", "Carmody", "Dhillonby", "Eastaway", "Fernleigh", "Glasgwyn", "Hollinby", "Imrielle",
    "Jastrzębik", "Kettlewyn", "Llwydfryn", "MacAskellan", "Nowakiewska", "Ó Braonáinn", "Pantglas", "Quillfeather",
    "Rahmanby", "Sandaldeen", "Tŷgwynne", "Umberleigh", "Vaidyanath", "Wiśnicki", "Yarrowdale", "Zielenko",
    "Ní Mhuirgheal", "NicFhionnlain", "Dŵrlas", "Chaudhrey", "Oyelarun", "Thistlewood-Rao", "St Aubrey",
)  # fmt: skip

WORKER_FAMILY = (
    "Ashgrove", "Birchfield", "Cwmbach", "Drumlanrick", "Elmhirst", "Foxdale", "Gillespey", "Haworthy", "Ivesdale",
    "Jayaweer", "Kirkbridge", "Lisnagar", "Moorcroft", "Nantgaredd", "Oakhampton", "Pawlaczyk", "Redmayne", "Siddiquee",
)  # fmt: skip
