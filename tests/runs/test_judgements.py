"""The judgements file."""

import pytest

from nigehban.runs.judgements import Judgement, JudgementError, read_judgements


def test_judgements_are_read_in_order_with_a_byte_order_mark(tmp_path):
    path = tmp_path / "j.csv"
    path.write_text("\ufeffa,b,verdict,by\nNCMEC:1,NCMEC:2,same,17\nNCMEC:3, NCMEC:1 ,not_same,17\n", "utf-8")
    assert read_judgements(path) == [
        Judgement("NCMEC:1", "NCMEC:2", "same"),
        Judgement("NCMEC:3", "NCMEC:1", "not_same"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x,y\n1,2\n", "columns a,b,verdict"),
        ("", "columns a,b,verdict"),
        ("a,b,verdict\nNCMEC:1,NCMEC:2,maybe\n", "line 2: the verdict 'maybe'"),
        ("a,b,verdict\nNCMEC:1,NCMEC:1,same\n", "line 2: a and b"),
        ("a,b,verdict\nNCMEC:1\n", "line 2: the verdict ''"),
    ],
)
def test_a_bad_file_is_refused_with_the_line(tmp_path, text, said):
    path = tmp_path / "j.csv"
    path.write_text(text)
    with pytest.raises(JudgementError, match=said):
        read_judgements(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(JudgementError, match="cannot be read"):
        read_judgements(tmp_path / "none.csv")
