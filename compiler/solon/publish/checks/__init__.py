"""The questions of a policy into checks: pages that ask step by step in the browser, and worksheets for paper.

Invariant: any question of any policy gets its check; nothing here knows one policy.
"""
