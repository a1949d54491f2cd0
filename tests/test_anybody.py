"""What a rule, a purpose, a wish or a supposition names has happened to nobody."""

from __future__ import annotations

import pytest

from dalel.claims import Extractor
from test_cases import found


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Defendants have the right to counsel and to be present at their trial.", "tried"),
        ("Defendants are presumed innocent. They are not compelled to confess guilt.", "ill_treated"),
        ("A person convicted of arson faces two years in prison.", "convicted"),
        ("Convicted robbers were kept in the old wing.", "convicted"),
        ("The farms used detained migrants as harvest hands.", "arrested"),
        ("Migrants fared worse than tourists if detained for a curfew violation.", "arrested"),
        ("The rule was limited to migrants apprehended near the river.", "arrested"),
        ("Judges took bribes to free detainees and acquit defendants.", "convicted"),
        ("The army jailed union members to intimidate them.", "ill_treated"),
        ("Omar Haddad petitioned the court to order that he be charged with a crime.", "charged"),
        ("The government took steps to investigate abuses.", "accused"),
        ("If the suspect is unable to pay, guards hold the suspect in a cell.", "imprisoned"),
        ("The plan allows for detention of irregular migrants, including asylum seekers.", "arrested"),
        ("The law also required police to charge suspects or release them in two days.", "released"),
        ("The law allowed irregular migrants to be detained in an open camp.", "arrested"),
        ("If the owner does not obey, the owner may face a fine of 90 francs.", "sentenced"),
        ("A person convicted of a first offense faced a small fine.", "sentenced"),
        ("The ministry made rules to promote granting refugee status to true applicants.", "asylum"),
        (
            "The league told of a police practice of releasing suspects and then quickly rearresting them.",
            "arrested",
        ),
        ("Any person found guilty of importing a weapon was subject to a fine.", "convicted"),
        ("If need be, the officer can arrest the perpetrator.", "arrested"),
        ("The decree let nobody out. The policy was to deport migrants.", "deported"),
        ("The hotline eased the work of those who want to report abuses against nurses.", "ill_treated"),
        ("The law did not provide for granting asylum.", "asylum"),
        ("Under the code, all officials were subject to prosecution for torture.", "charged"),
        ("Defendants may be silent at their court hearing.", "tried"),
        ("Parliament passed a law to enable early release of prisoners.", "released"),
        ("Officers were moved rather than disciplined if found guilty.", "convicted"),
        ("The board acts if it receives a complaint that the clerk has stolen money.", "accused"),
        ("Violators could face penalties including fines.", "sentenced"),
        ("Convicted robbers generally received prison terms of five years.", "sentenced"),
        ("Police may detain suspects for two days before formally charging them.", "charged"),
        ("Once charged, a detainee could be released pending trial.", "charged"),
        ("If the indicted defendant is not tried within a month, the case is closed.", "charged"),
        ("Lawyers seldom challenged the lawfulness of their client's detention.", "arrested"),
        ("The statement called for the unconditional release of teachers and nurses.", "released"),
        (
            "In cases where individuals were arrested and released on bail, courts kept the passport.",
            "released",
        ),
        ("A worker could file a complaint against an employer with the Labour Office.", "accused"),
        ("Defendants can question witnesses. They may not be compelled to confess guilt.", "ill_treated"),
        ("The towns signed an agreement for hosting refugees.", "asylum"),
        ("The government announced a subsidy for asylum beneficiaries.", "asylum"),
        ("The law charges the Audit Board with receiving complaints.", "charged"),
        ("Several agencies were involved in combating corruption.", "accused"),
        ("The guard knew when the prisoners were going to die.", "killed"),
        ("One of the owners died of cancer.", "killed"),
        ("The storm displaced 900 families, and 300 were displaced due to heavy flooding.", "ill_treated"),
        (
            "The ministry, in cooperation with two clubs, assisted victims of domestic violence.",
            "ill_treated",
        ),
    ],
)
def test_nobody_suffered_what_is_only_named(extractor: Extractor, text: str, kind: str) -> None:
    assert found(extractor, text, kind) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The trial of the defendants began in May.", "tried"),
        ("If released, Omar Haddad would leave. The miners were detained in May.", "arrested"),
        ("Soldiers arrested and detained nurses.", "arrested"),
        ("The government took steps to prosecute officials who committed abuses.", "charged"),
        ("Police held two miners for a week before charging them with theft.", "charged"),
        ("Prosecutors charged several arrested nurses with theft.", "charged"),
        ("The mayor was fined for hosting a gang that killed Omar Haddad.", "killed"),
    ],
)
def test_what_happened_is_told(extractor: Extractor, text: str, kind: str) -> None:
    assert found(extractor, text, kind)
