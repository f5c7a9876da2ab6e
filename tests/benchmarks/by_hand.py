"""All rules of the policies of this checkout as Python functions written by hand, to measure generated code against.

Invariant: read off the policy files under the chosen readings, rule by rule; nothing here is generated, and nothing
here is used by anything but measurements and the proof that both say the same.

Every fact, choice and date must be given, and the day of the act. `statuses` trusts what it gets; `checked_statuses`
first looks at every name and value, as an engine has to.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tests.benchmarks.by_hand_names import check

PROHIBITED, REQUIRED, ADVISED_AGAINST = "prohibited", "required", "advised_against"
ADVISED, PERMITTED, NOT_REGULATED = "advised", "permitted", "not_regulated"

LOBBYING_MEMO = date(2011, 4, 20)
REFERENCES = date(2006, 7, 27)
SOCIAL_MEDIA = date(2016, 10, 1)
PROTOCOL = date(2009, 5, 21)
BY_ELECTION_END = timedelta(45)
CITY_POSITIONS = frozenset(("job", "appointment", "other_city_post"))

Facts = Mapping[str, Any]
Pair = tuple[str, str]
SILENT: Pair = (NOT_REGULATED, NOT_REGULATED)
BARRED: Pair = (PROHIBITED, REQUIRED)
DUE: Pair = (REQUIRED, PROHIBITED)
DISCOURAGED: Pair = (ADVISED_AGAINST, ADVISED)


def checked_statuses(facts: Facts, on: date) -> dict[Pair, str]:
    """The same, after a look at every name and value. Raises ValueError for what is wrong or not there."""
    check(facts, on)
    return statuses(facts, on)


def statuses(facts: Facts, on: date) -> dict[Pair, str]:
    """The status of every bearer and deed. Raises KeyError for a fact that is wanted and not there."""
    memo, references = on >= LOBBYING_MEMO, on >= REFERENCES
    bulletin, protocol = on >= SOCIAL_MEDIA, on >= PROTOCOL

    # Lobbying.
    lobbyist = memo and facts["person_is_lobbyist"]
    asks = lobbyist and facts["asks_for_meeting_or_call"]
    banned = lobbyist and facts["about_procurement"] and in_blackout(facts, on)
    permit = banned and facts["documents_permit"]
    to_the_body = banned and not permit and facts["made_to_body"]
    lobbying = NOT_REGULATED
    if banned:
        lobbying = PERMITTED if permit or (to_the_body and not facts["private_conversation"]) else PROHIBITED
    contact = in_contact(facts, lobbyist, banned and not permit and not to_the_body, protocol)
    meeting, no_meeting = DISCOURAGED if asks and banned and not permit else SILENT

    # References.
    position = facts["reference_for"]
    city = references and position in CITY_POSITIONS
    barred = before_decision = related = decides = False
    if city:
        outside = facts["worked_together_elsewhere"] or facts["taught_or_led"] or facts["other_relevant_way"]
        servant, own_staff = facts["worked_in_public_service"], facts["is_own_staff"]
        related = outside or servant or own_staff
        before_decision = not related or facts["is_relative"] or (servant and not outside and not own_staff)
        decides = facts["takes_part_in_decision"]
        barred = before_decision or decides
    elsewhere = references and position == "elsewhere" and facts["acts_in_role"]
    elsewhere = elsewhere and not facts["only_passes_on_papers"] and not facts["helps_without_words"]
    clear = elsewhere and facts["circumstances_are_clear"]
    guided = elsewhere and not clear
    barred_reference = barred and is_reference(facts)
    poor_reference = guided and (
        facts["ground_is_influence"] or facts["ground_is_favour"] or not facts["has_relevant_experience"]
    )
    if barred_reference:
        reference = PROHIBITED
    elif poor_reference:
        reference = ADVISED_AGAINST
    else:
        reference = PERMITTED if related or clear else NOT_REGULATED

    if not bulletin:
        # Only the memo, the policy on references and the protocol; a post can still be a reference.
        posting = NOT_REGULATED
        if (barred_reference or poor_reference) and facts["content_recommends_applicant"]:
            posting = PROHIBITED if barred_reference else ADVISED_AGAINST
        benefit, no_benefit = websites, on_websites = registration, in_registration = SILENT
        marks, with_marks = city_words, with_city_words = features, with_features = title, with_title = SILENT
        disregard, respect = SILENT
        forbidden = separate = label = single = helpers = in_meeting = publication = NOT_REGULATED
        advice = election_account = official = NOT_REGULATED
    else:
        forbidden = PROHIBITED
        disregard, respect = BARRED
        in_meeting = ADVISED_AGAINST if facts["member_is_in_closed_meeting"] else NOT_REGULATED
        offered = facts["benefit_offered_for_post"]
        benefit, no_benefit = DISCOURAGED if offered else SILENT

        titled = facts["profile_names_councillor"]
        marked, staffed = facts["account_uses_city_mark"], facts["staff_run_account"]
        volunteers, on_page = facts["office_volunteers_run_account"], facts["account_on_city_page"]
        resources = (
            marked
            or staffed
            or volunteers
            or facts["account_has_city_email"]
            or facts["account_run_on_city_equipment"]
            or facts["paid_service_runs_account"]
        )
        official_account = (
            resources or titled or on_page or facts["account_on_publication"] or facts["account_gives_official_contact"]
        )
        third_party = official_account and facts["content_promotes_third_party"]
        local = third_party and is_local(facts)
        advice = ADVISED if local else NOT_REGULATED

        # The election.
        voting = facts["voting_day"]
        runs, kept_apart = facts["member_runs"], facts["has_separate_election_account"]
        over = campaign_over(facts, on, voting)
        campaign = not over and on >= facts["nomination_day"]
        dormant = kept_apart and not campaign
        election_account = ADVISED_AGAINST if dormant else NOT_REGULATED
        separate = label = official = NOT_REGULATED
        features, with_features = SILENT
        if runs and on.year == voting.year:
            separate = ADVISED
            if kept_apart:
                if facts["account_is_election_account"]:
                    label = REQUIRED
                    if official_account:
                        features, with_features = DUE
                elif official_account and campaign:
                    official = PERMITTED
        publication = single = helpers = NOT_REGULATED
        title, with_title = city_words, with_city_words = marks, with_marks = SILENT
        registration, in_registration = websites, on_websites = SILENT
        if runs and not over and facts["account_used_for_re_election"]:
            if official_account or facts["account_was_member_account"]:
                if on >= date(voting.year, 5, 1):
                    publication = PROHIBITED
                if campaign:
                    single = REQUIRED
                    registration, in_registration = DUE
                    if titled:
                        title, with_title = DUE
                    if marked:
                        marks, with_marks = DUE
                    if facts["profile_refers_to_city"]:
                        city_words, with_city_words = DUE
                    if on_page or facts["account_on_other_page"]:
                        websites, on_websites = DUE
                    if staffed or volunteers or facts["helpers_in_the_past"]:
                        helpers = REQUIRED

        # The post itself.
        promotes = (
            facts["content_promotes_candidate"]
            or facts["content_promotes_own_candidacy"]
            or facts["content_points_to_campaign"]
        )
        shown = not facts["outside_social_media"]
        if (
            facts["other_code_breach"]
            or facts["content_shows_confidential_information"]
            or facts["content_presses_staff"]
            or (shown and facts["content_lacks_respect"])
            or (shown and facts["content_shows_closed_meeting"])
            or (shown and promotes and official_account)
            or ((promotes or facts["content_serves_private_gain"]) and uses_office(facts, titled, resources))
            or (barred_reference and facts["content_recommends_applicant"])
        ):
            posting = PROHIBITED
        else:
            bullies = facts["content_bullies"]
            promotion = shown and third_party
            if promotion and not (local and not bullies and is_free(facts, offered)):
                posting = PROHIBITED
            elif (
                offered
                or in_meeting is ADVISED_AGAINST
                or (shown and (bullies or facts["content_criticizes_staff"]))
                or (dormant and facts["account_is_election_account"])
                or (poor_reference and facts["content_recommends_applicant"])
            ):
                posting = ADVISED_AGAINST
            else:
                posting = PERMITTED if promotion else NOT_REGULATED

    return {
        ("lobbyist", "communicate_with_office_holder"): lobbying,
        ("member", "accept_benefit"): benefit,
        ("member", "accept_meeting_or_call"): meeting,
        ("member", "account_on_websites"): websites,
        ("member", "act_as_reference"): PROHIBITED if barred else NOT_REGULATED,
        ("member", "city_contacts_in_registration"): registration,
        ("member", "city_marks_on_account"): marks,
        ("member", "city_references_on_account"): city_words,
        ("member", "declare_eligibility_to_authority"): REQUIRED if decides and not before_decision else NOT_REGULATED,
        ("member", "disclose_confidential_information"): forbidden,
        ("member", "disregard_staff"): disregard,
        ("member", "features_of_election_account"): features,
        ("member", "give_the_reference"): reference,
        ("member", "hand_out_publication"): publication,
        ("member", "inform_staff_and_volunteers"): helpers,
        ("member", "instead_of_accept_benefit"): no_benefit,
        ("member", "instead_of_accept_meeting_or_call"): no_meeting,
        ("member", "instead_of_account_on_websites"): on_websites,
        ("member", "instead_of_city_contacts_in_registration"): in_registration,
        ("member", "instead_of_city_marks_on_account"): with_marks,
        ("member", "instead_of_city_references_on_account"): with_city_words,
        ("member", "instead_of_disregard_staff"): respect,
        ("member", "instead_of_features_of_election_account"): with_features,
        ("member", "instead_of_keep_references_to_experience"): ADVISED_AGAINST if guided else NOT_REGULATED,
        ("member", "instead_of_title_on_account"): with_title,
        ("member", "keep_references_to_experience"): ADVISED if guided else NOT_REGULATED,
        ("member", "keep_separate_account"): separate,
        ("member", "know_by_law"): ADVISED if protocol else NOT_REGULATED,
        ("member", "label_of_election_account"): label,
        ("member", "label_of_single_account"): single,
        ("member", "like_the_content"): in_meeting,
        ("member", "monitor_staff_and_volunteers"): helpers,
        ("member", "name_other_source"): single,
        ("member", "post_the_content"): posting,
        ("member", "produce_publication"): publication,
        ("member", "seek_advice"): advice,
        ("member", "take_part_in_communication"): contact,
        ("member", "tell_followers"): single,
        ("member", "title_on_account"): title,
        ("member", "use_election_account"): election_account,
        ("member", "use_official_account"): official,
        ("member", "use_resources_for_campaign"): forbidden,
        ("member", "use_resources_for_other_purposes"): forbidden,
        ("member", "use_single_account"): NOT_REGULATED,
        ("member", "use_social_media"): in_meeting,
        ("member", "use_title_for_campaign"): forbidden,
        ("member", "use_title_for_other_purposes"): forbidden,
        ("member_staff", "ask_subject"): ADVISED if asks else NOT_REGULATED,
    }


def in_blackout(facts: Facts, on: date) -> bool:
    """Whether the procurement is in its blackout."""
    if facts["procurement_is_cancelled"]:
        return False
    if facts["other_body_runs_procurement"]:
        return facts["other_body_bars_lobbying"]
    if on < facts["release_day"]:
        return False
    by = facts["award_made_by"]
    if by == "staff":
        award = facts["staff_award_day"]
    elif by == "committee":
        award = facts["committee_decision_day"]
    else:
        award = facts["council_decision_day"]
    return on < award or (on == award and not facts["after_decision"])


def in_contact(facts: Facts, lobbyist: bool, lobbying_in_blackout: bool, protocol: bool) -> str:
    """The status of taking part in the communication."""
    if not facts["member_knows_of_breach"]:
        return NOT_REGULATED
    registered = facts["person_is_registered"]
    unregistered = not registered and facts["subject_is_listed"] and facts["registration_is_required"]
    breach = unregistered or lobbying_in_blackout or facts["other_by_law_breach"]
    if not (breach and (lobbyist or (protocol and (registered or unregistered)))):
        return NOT_REGULATED
    if (
        protocol
        and facts["communication_is_unsolicited"]
        and (facts["communication_in_writing"] or facts["voice_message"])
        and facts["reply"] in ("none", "form_letter_to_all")
        and not facts["somebody_acts_on_it"]
    ):
        return PERMITTED
    return ADVISED_AGAINST


def is_reference(facts: Facts) -> bool:
    """Whether what the member does is a reference."""
    return (
        not facts["only_passes_on_papers"]
        or facts["comment_added"]
        or not facts["papers_are_letter_of_inquiry"]
        or not facts["papers_go_to_hiring_office"]
    )


def is_local(facts: Facts) -> bool:
    """Whether the content is of a kind that paragraph 17 names."""
    return (
        facts["content_shows_local_event"]
        or facts["content_shows_government_program"]
        or facts["content_shows_residents"]
        or (facts["content_shows_attendance"] and not facts["attendance_is_barred"])
    )


def is_free(facts: Facts, offered: bool) -> bool:
    """Whether the post is occasional, the member's free choice, and unsolicited."""
    return (
        facts["post_is_occasional"]
        and facts["post_is_voluntary"]
        and not offered
        and not facts["beneficiary_asked_for_post"]
        and not facts["outsider_asked_for_post"]
    )


def uses_office(facts: Facts, titled: bool, resources: bool) -> bool:
    """Whether the title or a City resource is used for the post."""
    return titled or resources or facts["title_in_content"] or facts["resource_prepares_content"]


def campaign_over(facts: Facts, on: date, voting: date) -> bool:
    """Whether the last day of the election campaign period is past."""
    if on > facts["withdrawal_day"]:
        return True
    if facts["election_is_by_election"]:
        return on > voting + BY_ELECTION_END
    return on.year > voting.year
