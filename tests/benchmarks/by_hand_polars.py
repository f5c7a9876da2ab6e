"""All rules of the policies of this checkout as Polars expressions written by hand, to measure `decide_many` against.

Invariant: read off the policy files under the chosen readings; nothing here is generated, and nothing here is used by
anything but measurements and the proof that both say the same. Every fact, choice and date must be given, and the day.
"""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

PROHIBITED, REQUIRED, ADVISED_AGAINST = "prohibited", "required", "advised_against"
ADVISED, PERMITTED, NOT_REGULATED = "advised", "permitted", "not_regulated"
STATUS = pl.Enum([PROHIBITED, REQUIRED, ADVISED_AGAINST, ADVISED, PERMITTED, NOT_REGULATED])
LOBBYING_MEMO, REFERENCES = date(2011, 4, 20), date(2006, 7, 27)
SOCIAL_MEDIA, PROTOCOL = date(2016, 10, 1), date(2009, 5, 21)
BY_ELECTION_END = timedelta(45)
on, every, some = pl.col("on_day"), pl.all_horizontal, pl.any_horizontal


def statuses(table: pl.DataFrame) -> pl.DataFrame:
    """The status of every bearer and deed, for every row."""
    frame = table.lazy()
    for columns in (FIRST, SECOND, THIRD, FOURTH, FIFTH):
        frame = frame.with_columns(**columns)
    return frame.select(**STATUSES).collect()


def status(*steps: tuple[str, str]) -> pl.Expr:
    """The first status whose condition holds. steps: a column and the status."""
    chain = pl.lit(NOT_REGULATED, STATUS)
    for column, word in reversed(steps):
        chain = pl.when(pl.col(column)).then(pl.lit(word, STATUS)).otherwise(chain)
    return chain


FIRST = {
    "memo": on >= LOBBYING_MEMO,
    "references": on >= REFERENCES,
    "bulletin": on >= SOCIAL_MEDIA,
    "protocol": on >= PROTOCOL,
    "award": pl.when(pl.col("award_made_by") == "staff")
    .then("staff_award_day")
    .when(pl.col("award_made_by") == "committee")
    .then("committee_decision_day")
    .otherwise("council_decision_day"),
    "city_position": pl.col("reference_for").is_in(["job", "appointment", "other_city_post"]),
    "outside": some("worked_together_elsewhere", "taught_or_led", "other_relevant_way"),
    "is_reference": some(
        ~pl.col("only_passes_on_papers"),
        "comment_added",
        ~pl.col("papers_are_letter_of_inquiry"),
        ~pl.col("papers_go_to_hiring_office"),
    ),
    "resources": some(
        "account_uses_city_mark",
        "staff_run_account",
        "office_volunteers_run_account",
        "account_has_city_email",
        "account_run_on_city_equipment",
        "paid_service_runs_account",
    ),
    "promotes": some("content_promotes_candidate", "content_promotes_own_candidacy", "content_points_to_campaign"),
    "shown": ~pl.col("outside_social_media"),
    "local_content": some(
        "content_shows_local_event",
        "content_shows_government_program",
        "content_shows_residents",
        pl.col("content_shows_attendance") & ~pl.col("attendance_is_barred"),
    ),
    "free": every(
        "post_is_occasional",
        "post_is_voluntary",
        ~some("benefit_offered_for_post", "beneficiary_asked_for_post", "outsider_asked_for_post"),
    ),
    "year": on.dt.year(),
    "voting_year": pl.col("voting_day").dt.year(),
    "unregistered": every("subject_is_listed", "registration_is_required", ~pl.col("person_is_registered")),
}
SECOND = {
    "in_blackout": ~pl.col("procurement_is_cancelled")
    & pl.when("other_body_runs_procurement")
    .then("other_body_bars_lobbying")
    .otherwise(
        (on >= pl.col("release_day")) & ((on < pl.col("award")) | ((on == pl.col("award")) & ~pl.col("after_decision")))
    ),
    "lobbyist": every("memo", "person_is_lobbyist"),
    "city": every("references", "city_position"),
    "elsewhere": every("references", pl.col("reference_for") == "elsewhere", "acts_in_role")
    & ~some("only_passes_on_papers", "helps_without_words"),
    "related": some("outside", "worked_in_public_service", "is_own_staff"),
    "official_account": some(
        "resources",
        "profile_names_councillor",
        "account_on_city_page",
        "account_on_publication",
        "account_gives_official_contact",
    ),
    "uses_office": some("profile_names_councillor", "resources", "title_in_content", "resource_prepares_content"),
    "over": (on > pl.col("withdrawal_day"))
    | pl.when("election_is_by_election")
    .then(on > pl.col("voting_day") + BY_ELECTION_END)
    .otherwise(pl.col("year") > pl.col("voting_year")),
    "offered": every("bulletin", "benefit_offered_for_post"),
    "in_meeting": every("bulletin", "member_is_in_closed_meeting"),
    "election_year": every("bulletin", "member_runs", pl.col("year") == pl.col("voting_year")),
}
THIRD = {
    "asks": every("lobbyist", "asks_for_meeting_or_call"),
    "banned": every("lobbyist", "about_procurement", "in_blackout"),
    "before_decision": pl.col("city")
    & some(
        ~pl.col("related"),
        "is_relative",
        every("worked_in_public_service", ~pl.col("outside"), ~pl.col("is_own_staff")),
    ),
    "decides": every("city", "takes_part_in_decision"),
    "clear": every("elsewhere", "circumstances_are_clear"),
    "guided": every("elsewhere", ~pl.col("circumstances_are_clear")),
    "third_party": every("bulletin", "official_account", "content_promotes_third_party"),
    "campaign": ~pl.col("over") & (on >= pl.col("nomination_day")),
    "re_election": every(
        "bulletin",
        "member_runs",
        ~pl.col("over"),
        "account_used_for_re_election",
        some("official_account", "account_was_member_account"),
    ),
    "apart": every("election_year", "has_separate_election_account"),
}
FOURTH = {
    "permit": every("banned", "documents_permit"),
    "to_the_body": every("banned", ~pl.col("documents_permit"), "made_to_body"),
    "barred": some("before_decision", "decides"),
    "poor_reference": every(
        "guided", some("ground_is_influence", "ground_is_favour", ~pl.col("has_relevant_experience"))
    ),
    "local": every("third_party", "local_content"),
    "dormant": every("bulletin", "has_separate_election_account", ~pl.col("campaign")),
    "label": every("apart", "account_is_election_account"),
    "official": every("apart", ~pl.col("account_is_election_account"), "official_account", "campaign"),
    "publication": pl.col("re_election") & (on >= pl.date("voting_year", 5, 1)),
    "single": every("re_election", "campaign"),
}
FIFTH = {
    "may_lobby": some("permit", every("to_the_body", ~pl.col("private_conversation"))),
    "meeting": every("asks", "banned", ~pl.col("permit")),
    "contact": every(
        "member_knows_of_breach",
        some(
            "unregistered",
            every("banned", ~pl.col("permit"), ~pl.col("to_the_body")),
            "other_by_law_breach",
        ),
        some("lobbyist", every("protocol", some("person_is_registered", "unregistered"))),
    ),
    "sheltered": every(
        "protocol",
        "communication_is_unsolicited",
        some("communication_in_writing", "voice_message"),
        pl.col("reply").is_in(["none", "form_letter_to_all"]),
        ~pl.col("somebody_acts_on_it"),
    ),
    "barred_reference": every("barred", "is_reference"),
    "may_recommend": every("city", "related") | pl.col("clear"),
    "declares": every("decides", ~pl.col("before_decision")),
    "features": every("label", "official_account"),
    "websites": every("single", some("account_on_city_page", "account_on_other_page")),
    "marks": every("single", "account_uses_city_mark"),
    "city_words": every("single", "profile_refers_to_city"),
    "title": every("single", "profile_names_councillor"),
    "helpers": every("single", some("staff_run_account", "office_volunteers_run_account", "helpers_in_the_past")),
    "promotion": every("shown", "third_party"),
    "forbidden_post": some(
        every("bulletin", some("other_code_breach", "content_shows_confidential_information", "content_presses_staff")),
        every(
            "bulletin",
            "shown",
            some("content_lacks_respect", "content_shows_closed_meeting", every("promotes", "official_account")),
        ),
        every("bulletin", some("promotes", "content_serves_private_gain"), "uses_office"),
        every("barred", "is_reference", "content_recommends_applicant"),
        every("shown", "third_party", ~every("local", ~pl.col("content_bullies"), "free")),
    ),
    "poor_post": some(
        "offered",
        "in_meeting",
        every("bulletin", "shown", some("content_bullies", "content_criticizes_staff")),
        every("dormant", "account_is_election_account"),
        every("poor_reference", "content_recommends_applicant"),
    ),
}
STATUSES = {
    "lobbyist__communicate_with_office_holder": status(("may_lobby", PERMITTED), ("banned", PROHIBITED)),
    "member__accept_benefit": status(("offered", ADVISED_AGAINST)),
    "member__accept_meeting_or_call": status(("meeting", ADVISED_AGAINST)),
    "member__account_on_websites": status(("websites", REQUIRED)),
    "member__act_as_reference": status(("barred", PROHIBITED)),
    "member__city_contacts_in_registration": status(("single", REQUIRED)),
    "member__city_marks_on_account": status(("marks", REQUIRED)),
    "member__city_references_on_account": status(("city_words", REQUIRED)),
    "member__declare_eligibility_to_authority": status(("declares", REQUIRED)),
    "member__disclose_confidential_information": status(("bulletin", PROHIBITED)),
    "member__disregard_staff": status(("bulletin", PROHIBITED)),
    "member__features_of_election_account": status(("features", REQUIRED)),
    "member__give_the_reference": status(
        ("barred_reference", PROHIBITED), ("poor_reference", ADVISED_AGAINST), ("may_recommend", PERMITTED)
    ),
    "member__hand_out_publication": status(("publication", PROHIBITED)),
    "member__inform_staff_and_volunteers": status(("helpers", REQUIRED)),
    "member__instead_of_accept_benefit": status(("offered", ADVISED)),
    "member__instead_of_accept_meeting_or_call": status(("meeting", ADVISED)),
    "member__instead_of_account_on_websites": status(("websites", PROHIBITED)),
    "member__instead_of_city_contacts_in_registration": status(("single", PROHIBITED)),
    "member__instead_of_city_marks_on_account": status(("marks", PROHIBITED)),
    "member__instead_of_city_references_on_account": status(("city_words", PROHIBITED)),
    "member__instead_of_disregard_staff": status(("bulletin", REQUIRED)),
    "member__instead_of_features_of_election_account": status(("features", PROHIBITED)),
    "member__instead_of_keep_references_to_experience": status(("guided", ADVISED_AGAINST)),
    "member__instead_of_title_on_account": status(("title", PROHIBITED)),
    "member__keep_references_to_experience": status(("guided", ADVISED)),
    "member__keep_separate_account": status(("election_year", ADVISED)),
    "member__know_by_law": status(("protocol", ADVISED)),
    "member__label_of_election_account": status(("label", REQUIRED)),
    "member__label_of_single_account": status(("single", REQUIRED)),
    "member__like_the_content": status(("in_meeting", ADVISED_AGAINST)),
    "member__monitor_staff_and_volunteers": status(("helpers", REQUIRED)),
    "member__name_other_source": status(("single", REQUIRED)),
    "member__post_the_content": status(
        ("forbidden_post", PROHIBITED), ("poor_post", ADVISED_AGAINST), ("promotion", PERMITTED)
    ),
    "member__produce_publication": status(("publication", PROHIBITED)),
    "member__seek_advice": status(("local", ADVISED)),
    "member__take_part_in_communication": pl.when("contact")
    .then(pl.when("sheltered").then(pl.lit(PERMITTED, STATUS)).otherwise(pl.lit(ADVISED_AGAINST, STATUS)))
    .otherwise(pl.lit(NOT_REGULATED, STATUS)),
    "member__tell_followers": status(("single", REQUIRED)),
    "member__title_on_account": status(("title", REQUIRED)),
    "member__use_election_account": status(("dormant", ADVISED_AGAINST)),
    "member__use_official_account": status(("official", PERMITTED)),
    "member__use_resources_for_campaign": status(("bulletin", PROHIBITED)),
    "member__use_resources_for_other_purposes": status(("bulletin", PROHIBITED)),
    "member__use_single_account": status(),
    "member__use_social_media": status(("in_meeting", ADVISED_AGAINST)),
    "member__use_title_for_campaign": status(("bulletin", PROHIBITED)),
    "member__use_title_for_other_purposes": status(("bulletin", PROHIBITED)),
    "member_staff__ask_subject": status(("asks", ADVISED)),
}
