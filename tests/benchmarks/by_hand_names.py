"""What the policies of this checkout ask and answer, written by hand: names, options, and what fits them.

Invariant: read off the policy files; nothing here is generated.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from operator import itemgetter
from typing import Any

# The deeds, in the order of the answers.
DEEDS = (
    ("lobbyist", "communicate_with_office_holder"),
    ("member", "accept_benefit"),
    ("member", "accept_meeting_or_call"),
    ("member", "account_on_websites"),
    ("member", "act_as_reference"),
    ("member", "city_contacts_in_registration"),
    ("member", "city_marks_on_account"),
    ("member", "city_references_on_account"),
    ("member", "declare_eligibility_to_authority"),
    ("member", "disclose_confidential_information"),
    ("member", "disregard_staff"),
    ("member", "features_of_election_account"),
    ("member", "give_the_reference"),
    ("member", "hand_out_publication"),
    ("member", "inform_staff_and_volunteers"),
    ("member", "instead_of_accept_benefit"),
    ("member", "instead_of_accept_meeting_or_call"),
    ("member", "instead_of_account_on_websites"),
    ("member", "instead_of_city_contacts_in_registration"),
    ("member", "instead_of_city_marks_on_account"),
    ("member", "instead_of_city_references_on_account"),
    ("member", "instead_of_disregard_staff"),
    ("member", "instead_of_features_of_election_account"),
    ("member", "instead_of_keep_references_to_experience"),
    ("member", "instead_of_title_on_account"),
    ("member", "keep_references_to_experience"),
    ("member", "keep_separate_account"),
    ("member", "know_by_law"),
    ("member", "label_of_election_account"),
    ("member", "label_of_single_account"),
    ("member", "like_the_content"),
    ("member", "monitor_staff_and_volunteers"),
    ("member", "name_other_source"),
    ("member", "post_the_content"),
    ("member", "produce_publication"),
    ("member", "seek_advice"),
    ("member", "take_part_in_communication"),
    ("member", "tell_followers"),
    ("member", "title_on_account"),
    ("member", "use_election_account"),
    ("member", "use_official_account"),
    ("member", "use_resources_for_campaign"),
    ("member", "use_resources_for_other_purposes"),
    ("member", "use_single_account"),
    ("member", "use_social_media"),
    ("member", "use_title_for_campaign"),
    ("member", "use_title_for_other_purposes"),
    ("member_staff", "ask_subject"),
)

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
OPTIONS = {
    "award_made_by": ("staff", "committee", "council"),
    "reference_for": ("job", "appointment", "other_city_post", "elsewhere"),
    "who_asks": ("applicant", "somebody_else", "nobody"),
    "reply": ("none", "form_letter_to_all", "form_letter_to_some", "own_reply"),
}

# Everything that the policies ask.
FACTS_IN_ORDER = """
after_decision about_procurement other_body_runs_procurement other_body_bars_lobbying procurement_is_cancelled
private_conversation made_to_body made_at_meeting documents_permit asks_for_meeting_or_call
worked_together_elsewhere taught_or_led other_relevant_way worked_in_public_service is_own_staff is_relative
takes_part_in_decision council_makes_decision has_applied only_passes_on_papers comment_added
papers_are_letter_of_inquiry papers_go_to_hiring_office requester_has_relationship content_recommends_applicant
acts_in_role helps_without_words ground_is_influence ground_is_favour has_relevant_experience
circumstances_are_clear other_code_breach person_is_lobbyist person_is_registered registration_is_required
subject_is_listed other_by_law_breach member_knows_of_breach member_should_know_of_breach
communication_is_unsolicited outside_social_media content_promotes_third_party content_promotes_city
content_promotes_candidate content_promotes_own_candidacy content_points_to_campaign content_is_personal
post_is_occasional post_is_voluntary beneficiary_asked_for_post outsider_asked_for_post account_has_city_email
profile_names_councillor account_on_city_page account_on_publication old_copies_remain account_uses_city_mark
account_gives_official_contact account_run_on_city_equipment staff_run_account office_volunteers_run_account
campaign_volunteers_run_account paid_service_runs_account account_has_large_following election_is_by_election
content_shows_confidential_information content_shows_closed_meeting member_is_in_closed_meeting member_runs
member_runs_for_other_office has_separate_election_account account_is_election_account
account_used_for_re_election account_was_member_account profile_refers_to_city profile_names_place
account_on_other_page helpers_in_the_past benefit_offered_for_post content_shows_local_event event_is_in_ward
content_shows_government_program content_shows_attendance attendance_is_barred content_shows_residents
content_presses_staff content_criticizes_staff content_criticizes_policy content_lacks_respect content_bullies
title_in_content resource_prepares_content content_serves_private_gain communication_in_writing voice_message
somebody_acts_on_it communication_is_filed
"""
FACTS = frozenset(FACTS_IN_ORDER.split())
DATES_IN_ORDER = """
release_day staff_award_day committee_decision_day council_decision_day signature_day voting_day nomination_day
withdrawal_day
"""
DATES = frozenset(DATES_IN_ORDER.split())
INPUTS = FACTS.union(DATES, OPTIONS)
yes_or_no = itemgetter(*FACTS_IN_ORDER.split())


def check(facts: Mapping[str, Any], on: date) -> None:
    """Whether all inputs are there, nothing else is, and every value fits. Raises ValueError."""
    if facts.keys() != INPUTS:
        raise ValueError(f"not asked for, or wanting: {sorted(facts.keys() ^ INPUTS)}")
    if set(map(type, yes_or_no(facts))) != {bool}:
        raise ValueError(f"neither yes nor no: {[name for name in sorted(FACTS) if type(facts[name]) is not bool]}")
    for name, options in OPTIONS.items():
        if facts[name] not in options:
            raise ValueError(f"{facts[name]!r} is no option of {name}")
    for name in DATES:
        if type(facts[name]) is not date or not FIRST_DAY <= facts[name] <= LAST_DAY:
            raise ValueError(f"{facts[name]!r} is no day for {name}")
    if type(on) is not date or not FIRST_DAY <= on <= LAST_DAY:
        raise ValueError(f"{on!r} is no day that can be asked about")
    if facts["private_conversation"] and facts["made_to_body"]:
        raise ValueError("what is made to the body is not a private conversation")
    if facts["account_is_election_account"] and not facts["has_separate_election_account"]:
        raise ValueError("the account cannot be an election account that the member has not")
