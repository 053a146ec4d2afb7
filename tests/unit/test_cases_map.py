"""Which tests hold which of the cases in which other tools failed their users; a case may need several."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1]

AREAS = {
    "QA": 9,  # quotes
    "OV": 6,  # overlaps and well-formed HTML
    "NM": 11,  # names
    "YA": 9,  # YAML
    "SL": 9,  # slugs and addresses
    "DS": 9,  # the preview
    "IN": 8,  # builds after builds
    "DT": 7,  # dates, orders, feeds
    "SE": 8,  # security
    "AX": 9,  # reading, search, accessibility
    "IM": 8,  # messy texts
    "CL": 7,  # claims and their markup
}
"""How many cases there are, counted from 1."""

CASES = {
    "QA-01": "a_sentence_that_is_deleted_leaves_its_claim_without_words_and_its_like_unmarked",
    "QA-02": """only_the_words_between_prefix_and_suffix_are_marked
        words_in_three_places_are_told_with_each_and_none_is_marked""",
    "QA-03": "words_typed_otherwise_are_found_and_shown_as_they_stand",
    "QA-04": "words_typed_otherwise_are_found_and_shown_as_they_stand",
    "QA-05": "words_typed_otherwise_are_found_and_shown_as_they_stand",
    "QA-06": """words_typed_otherwise_are_found_and_shown_as_they_stand
        an_accent_is_never_parted_from_its_letter""",
    "QA-07": """words_typed_in_another_way_are_marked_and_shown_as_the_article_has_them
        behind_an_emoji_offsets_are_code_points_wherever_they_are_told""",
    "QA-08": "a_quote_goes_over_bold_words_and_links_which_stay_as_they_are",
    "QA-09": "a_paragraph_above_moves_no_passage_and_words_that_grew_are_lost",
    "OV-01": "a_passage_within_another_is_there_in_whichever_order_they_are_written",
    "OV-02": "passages_that_cross_share_a_segment_and_each_id_is_there_once",
    "OV-03": """passages_that_cross_share_a_segment_and_each_id_is_there_once
        a_link_to_a_claim_lands_on_its_first_words_and_all_of_them_are_tied""",
    "OV-04": """a_passage_over_two_paragraphs_is_marked_in_each_and_joins_none
        a_passage_over_a_paragraph_leaves_the_blocks_of_the_page_as_they_were""",
    "OV-05": "a_heading_with_a_link_and_a_name_has_no_link_in_a_link",
    "OV-06": """a_claim_and_a_note_on_the_same_words_both_lead_on_by_a_plain_link
        clicks_on_words_lead_through_all_their_annotations the_keyboard_reaches_them_by_their_numbers""",
    "NM-01": "a_short_alias_is_no_part_of_a_longer_word",
    "NM-02": "a_foundation_and_its_namesake_are_two",
    "NM-03": "every_possessive_is_a_mention_and_stays_outside",
    "NM-04": "a_name_with_an_apostrophe_is_found_with_either_and_has_none_in_its_address",
    "NM-05": "addresses_stay_as_they_are_and_a_link_holds_no_link",
    "NM-06": "code_names_nobody",
    "NM-07": "an_alias_of_two_names_nobody_until_the_article_says_whom",
    "NM-08": "a_name_over_a_line_end_is_one_link",
    "NM-09": "a_script_without_spaces_asks_for_no_boundary_and_others_do",
    "NM-10": "a_dot_in_a_name_is_a_dot_and_may_be_its_end",
    "NM-11": "a_double_surname_is_another_person",
    "YA-01": "a_name_that_yaml_takes_for_a_truth_value_is_a_name",
    "YA-02": """a_colon_in_a_title_is_told_and_nothing_is_published what_yaml_cannot_hold_is_told_with_its_place
        what_is_wrong_is_told_and_the_site_stays_as_it_was""",
    "YA-03": "what_yaml_cannot_hold_is_told_with_its_place",
    "YA-04": "an_id_of_digits_stays_as_it_was_typed",
    "YA-05": "an_id_of_digits_stays_as_it_was_typed",
    "YA-06": """a_file_that_holds_nothing_is_no_mistake
        an_empty_key_is_an_empty_list_and_an_empty_item_is_told""",
    "YA-07": "what_yaml_cannot_hold_is_told_with_its_place",
    "YA-08": "a_byte_order_mark_hides_no_front_matter_and_is_in_no_output",
    "YA-09": "half_a_quote_is_told_though_its_half_is_there",
    "SL-01": "topics_that_differ_in_case_alone_are_one_page",
    "SL-02": """articles_of_one_title_have_two_addresses_and_of_one_name_are_told
        the_order_of_files_on_the_disk_makes_no_difference""",
    "SL-03": """names_of_any_script_and_of_signs_have_addresses_that_differ
        names_of_actors_in_any_script_or_of_signs_alone_have_paths_that_stay""",
    "SL-04": "long_titles_that_differ_at_their_end_are_two_pages_of_short_names",
    "SL-05": "a_name_of_signs_that_mean_something_in_an_address_is_served",
    "SL-06": """below_a_sub_path_every_link_and_file_is_found_and_none_leaves_it
        the_page_for_lost_addresses_has_its_look_at_any_depth""",
    "SL-07": """the_files_of_the_search_and_what_it_finds_are_below_the_sub_path
        from_a_nested_page_the_first_result_leads_to_the_very_passage""",
    "SL-08": "letters_beyond_ascii_are_a_file_as_they_are_and_encoded_once_in_a_link",
    "SL-09": """a_page_renamed_round_a_circle_is_one_page_and_each_old_address_one_hop_away
        from_every_id_that_a_record_ever_had_one_hop_leads_to_it
        ids_that_lead_to_each_other_in_a_circle_are_refused""",
    "DS-01": """files_that_are_passing_or_ours_build_nothing a_burst_of_changes_is_one_build
        no_folder_is_cleaned_that_is_not_a_build_of_ours""",
    "DS-02": "a_file_with_an_old_date_is_built",
    "DS-03": "a_folder_that_is_renamed_or_deleted_takes_its_pages_along",
    "DS-04": "an_editor_that_saves_by_renaming_makes_one_build_and_no_page_of_its_own",
    "DS-05": """a_broken_file_leaves_the_last_good_site_until_it_is_mended
        a_broken_file_is_told_and_the_last_good_site_stays a_broken_template_is_told_and_survived""",
    "DS-06": """a_port_in_use_that_was_asked_for_is_one_line_and_a_failure
        a_port_in_use_is_said_and_the_next_free_one_taken""",
    "DS-07": "every_request_during_rebuilds_gets_a_whole_page",
    "DS-08": "nothing_outside_the_site_is_given_away",
    "DS-09": "changes_are_noticed_by_looking_where_there_are_no_events",
    "IN-01": "a_new_article_is_on_the_pages_of_its_actors_and_topics_and_in_feeds_and_search",
    "IN-02": "nothing_is_left_of_what_was_deleted_or_renamed",
    "IN-03": """a_word_in_the_frame_of_all_pages_changes_all_pages
        a_word_in_a_part_changes_the_pages_that_take_it_in""",
    "IN-04": "changed_settings_take_effect_at_once",
    "IN-05": """an_older_version_counts_however_old_its_time_is files_that_are_touched_change_nothing
        a_file_that_keeps_its_size_and_its_times_is_read_anew""",
    "IN-06": """no_locale_zone_user_umask_or_folder_makes_a_difference no_clock_makes_a_difference
        the_order_of_files_on_the_disk_makes_no_difference the_same_archive_makes_the_same_bytes_anywhere
        what_a_build_remembers_serves_under_other_surroundings""",
    "IN-07": "a_file_of_the_site_that_was_deleted_or_changed_by_hand_is_made_again",
    "IN-08": "no_folder_is_cleaned_that_is_not_a_build_of_ours",
    "DT-01": "a_day_is_the_same_day_wherever_the_machine_stands_and_whatever_it_speaks",
    "DT-02": "an_article_of_tomorrow_is_shown_today",
    "DT-03": "days_moments_and_years_are_in_the_order_of_the_calendar_and_other_words_are_told",
    "DT-04": "a_day_is_the_same_day_wherever_the_machine_stands_and_whatever_it_speaks",
    "DT-05": """characters_that_cannot_be_seen_are_in_no_page_and_no_feed
        such_a_character_in_yaml_is_told_with_its_place""",
    "DT-06": """every_link_and_picture_in_a_feed_is_absolute
        a_link_of_a_summary_that_climbs_out_of_the_site_is_told_and_without_an_address_there_is_no_feed""",
    "DT-07": "accented_names_stand_beside_their_plain_ones_whatever_the_machine_speaks",
    "SE-01": """words_that_look_like_markup_are_words_in_every_field_of_every_page
        markup_in_a_text_is_shown_as_text""",
    "SE-02": "a_name_is_escaped_once_whatever_the_file_is_called text_is_escaped_whatever_a_template_is_called",
    "SE-03": """no_link_that_runs_comes_out_of_markdown
        an_address_that_runs_is_refused_in_every_field_that_takes_one""",
    "SE-04": "html_in_a_text_is_shown_and_runs_nowhere",
    "SE-05": "what_looks_like_a_template_is_shown_as_it_stands",
    "SE-06": "no_link_out_of_the_archive_is_followed_and_each_is_named",
    "SE-07": "an_id_that_leads_out_of_the_site_is_refused",
    "SE-08": "a_tag_in_yaml_is_told_and_runs_nothing",
    "AX-01": "words_with_an_annotation_have_a_link_beside_them_that_says_what_it_is",
    "AX-02": "a_verdict_is_a_word_wherever_it_is_shown each_shape_of_a_verdict_is_drawn_in_its_own_way",
    "AX-03": """the_keyboard_reaches_them_by_their_numbers the_focus_opens_the_cards_of_all_kinds
        it_closes_with_escape_and_when_pointer_or_focus_leave on_a_narrow_screen_a_card_opens_by_keyboard""",
    "AX-04": """on_paper_all_words_are_dark_and_every_card_is_there
        on_paper_annotations_are_numbered_notes_without_controls""",
    "AX-05": "axe_finds_no_fault_with_everything_open axe_finds_no_fault_on_a_narrow_dark_screen",
    "AX-06": "accents_possessives_and_hyphens_hide_no_word",
    "AX-07": "accents_possessives_and_hyphens_hide_no_word",
    "AX-08": "opened_from_a_disk_it_says_that_it_needs_a_server",
    "AX-09": """without_scripts_plain_links_lead_from_the_words_to_the_card_and_on_to_the_record
        without_scripts_all_of_it_is_there""",
    "IM-01": "text_of_a_wrong_encoding_is_told_and_not_repaired",
    "IM-02": "words_that_only_look_wrong_are_left_as_they_are",
    "IM-03": """a_plain_text_has_no_lists_and_no_code_and_its_names_are_found
        words_typed_in_another_way_are_marked_and_shown_as_the_article_has_them""",
    "IM-04": "a_plain_text_has_no_lists_and_no_code_and_its_names_are_found",
    "IM-05": """words_typed_in_another_way_are_marked_and_shown_as_the_article_has_them
        a_hyphen_at_the_end_of_a_line_is_shown_as_the_seed_has_it""",
    "IM-06": "bytes_that_are_no_utf_8_are_told_with_their_place",
    "IM-07": "a_title_that_the_text_repeats_is_shown_once_and_quoted_once",
    "IM-08": "names_in_the_last_lines_of_a_source_can_be_excluded_and_the_lines_stay",
    "CL-01": "words_of_a_claim_stay_the_same_words_for_machines",
    "CL-02": "a_claim_is_rated_with_a_number_only_where_its_verdict_has_one",
    "CL-03": "words_of_a_claim_stay_the_same_words_for_machines",
    "CL-04": "a_claim_is_rated_with_a_number_only_where_its_verdict_has_one",
    "CL-05": "words_of_a_claim_stay_the_same_words_for_machines",
    "CL-06": """words_of_a_claim_stay_the_same_words_for_machines
        every_address_of_ours_in_linked_data_is_absolute_and_a_page""",
    "CL-07": "the_verdicts_true_and_false_are_verdicts",
}
"""Of each case the names of its tests, without `test_`; the file of each is found by its name."""


@cache
def functions() -> tuple[tuple[str, ast.FunctionDef], ...]:
    """Every test there is, with the name of its file."""
    trees = [(path.name, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(TESTS.rglob("test_*.py"))]
    nodes = ((name, node) for name, tree in trees for node in tree.body)
    return tuple((name, node) for name, node in nodes if isinstance(node, ast.FunctionDef) and "test_" in node.name)


def test_every_case_has_a_test() -> None:
    assert list(CASES) == [f"{area}-{number:02}" for area, count in AREAS.items() for number in range(1, count + 1)]
    known = {node.name for _, node in functions()}
    missing = {f"test_{name}" for names in CASES.values() for name in names.split()} - known
    assert missing == set()


def test_a_test_that_names_a_case_is_one_of_its_tests() -> None:
    for file, node in functions():
        for case in re.findall(r"\b[A-Z]{2}-\d\d\b", ast.get_docstring(node) or ""):
            assert node.name.removeprefix("test_") in CASES[case].split(), f"{file}: {node.name}"
