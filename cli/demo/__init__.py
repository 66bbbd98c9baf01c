"""What the people of the demonstration have done: papers frozen and sent, one meeting held, another called.

All of it goes through the same functions as on the pages, so that every act is in the record; the days are those of
the demonstration, the moments of the acts those at which it was made. No decision changes a fact.
"""
