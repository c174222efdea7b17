"""The words with which every indicator ends: a person looks, and dates what they decide.

No indicator says what anybody's status is, and nothing is added up.
"""

LOOK = " Have a person look at it with the carer, and date what they decide in the self-employment review."
NOTE = " Note it in the next dated self-employment review."
