"""The Bicep files, as far as a machine without Azure can check them: grammar, names, parameters of
modules, Azure's types, and that the bot would start with what it is given."""

import base64
import re
import shutil
from pathlib import Path

import pytest
from tree_sitter import Node

from bot.policyfile import PolicyFile
from bot.settings import PER_SOURCE, SECRET, VARIABLES, Settings
from tests.infra import bicep
from tests.infra.bicep import Declared, File, body, members, said, text_of

FILES = {str(path.relative_to(bicep.INFRA)): path for path in bicep.INFRA.rglob("*.bicep")}
READ = {name: bicep.read(path) for name, path in FILES.items()}
MAIN = READ["main.bicep"]
PROGRAM = READ["modules/program.bicep"]
UNCHECKED = {
    "Microsoft.Insights/actionGroups@2023-01-01",
    "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
    "Microsoft.Insights/metricAlerts@2018-03-01",
}
"""Types that Microsoft's own list of types has not got in these versions."""


def resources() -> list[tuple[str, Declared]]:
    return [(name, r) for name, file in READ.items() for r in file.named("resource").values()]


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_bicep(name: str) -> None:
    """The grammar understands every line."""
    assert READ[name].faults == ()
    assert READ[name].declared


def test_a_slip_in_the_grammar_is_found() -> None:
    """A brace too few, and a declaration that is none, do not pass."""
    text = FILES["main.bicep"].read_text(encoding="utf-8")
    assert bicep.parse(text.rpartition("}")[0]).faults or bicep.parse(text + "\n}").faults
    assert bicep.parse("resorce x 'y' = {}").faults
    assert bicep.parse("param x = = 1").faults


@pytest.mark.parametrize("name", FILES)
def test_every_name_that_is_used_is_declared(name: str) -> None:
    """No reference leads nowhere."""
    file = READ[name]
    known = {one.name for one in file.declared} | bicep.loop_names(file.root) | bicep.FUNCTIONS
    known |= {"minValue", "maxValue", "minLength", "maxLength", "allowed", "secure"}
    assert {used for _, used in bicep.used(file.root)} <= known


@pytest.mark.parametrize("name", FILES)
def test_every_parameter_and_variable_is_used(name: str) -> None:
    """Nobody sets something that has no effect."""
    file = READ[name]
    uses = {used for _, used in bicep.used(file.root)}
    assert {one.name for one in file.declared if one.kind in {"param", "var"}} <= uses


def test_modules_get_what_they_ask_for() -> None:
    """Every module is there; each of its parameters is given, and no other."""
    modules = MAIN.named("module")
    assert {"modules/" + Path(one.of).name for one in modules.values()} == FILES.keys() - {
        "main.bicep"
    }
    for module in modules.values():
        content = body(module.value)
        assert content is not None
        asked = READ[module.of].named("param")
        given = members(members(content)["params"])
        needed = {name for name, one in asked.items() if one.value is None}
        assert needed <= given.keys() <= asked.keys(), module.name


def test_outputs_of_modules_exist() -> None:
    """What is taken from a module is what the module gives, and a module that may be missing
    gives nothing."""
    modules = MAIN.named("module")
    taken = re.findall(r"\b(\w+)\.outputs\.(\w+)", FILES["main.bicep"].read_text(encoding="utf-8"))
    assert taken
    for module, output in taken:
        assert output in READ[modules[module].of].named("output")
        assert modules[module].node.children[-1].type != "if_statement"


@pytest.mark.parametrize("name", [p.name for p in bicep.INFRA.glob("*.bicepparam")])
def test_parameter_files_fit(name: str) -> None:
    """They name parameters that there are, and give those that are needed."""
    file = bicep.read(bicep.INFRA / name)
    assert file.faults == ()
    assert "using 'main.bicep'" in (bicep.INFRA / name).read_text(encoding="utf-8")
    params = MAIN.named("param")
    assert file.named("var").keys() <= params.keys()
    assert {n for n, one in params.items() if one.value is None} <= file.named("var").keys()


def test_files_that_are_read_in_exist() -> None:
    """Policy and rota of the example lie where the files say."""
    for path in [*FILES.values(), *bicep.INFRA.glob("*.bicepparam")]:
        for name in re.findall(r"loadTextContent\('([^']+)'\)", path.read_text(encoding="utf-8")):
            assert (path.parent / name).is_file(), name


@pytest.mark.parametrize("name", ["main.bicep", "example.bicepparam"])
def test_the_policy_is_good_with_nothing_beside_it_but_what_is_mounted(
    name: str, tmp_path: Path
) -> None:
    """The bot of a first deployment starts: rota and runbooks that the policy names are there, all in
    one folder, since whether a mounted secret may lie in another one is not known."""
    text = (bicep.INFRA / name).read_text(encoding="utf-8")
    read = dict(re.findall(r"param (policy|rota)\b.*loadTextContent\('([^']+)'\)", text))
    named = re.findall(r"file: '([^']+)', text: loadTextContent\('([^']+)'\)", text)
    rota = re.findall(r"param rotaFile\b.*= '([^']+)'", text)
    mounted = [("policy.toml", read["policy"]), (rota[0], read["rota"]), *named]
    for file, source in mounted:
        assert "/" not in file
        shutil.copy(bicep.INFRA / source, tmp_path / file)
    policy = PolicyFile(tmp_path / "policy.toml")
    assert policy.refresh()
    assert len(policy.runbooks) == len(named) >= 1


def test_whoever_deploys_reads_what_a_parameter_means() -> None:
    """Every parameter and every output of the whole has a description."""
    public = [one for one in MAIN.declared if one.kind in {"param", "output"}]
    assert [one.name for one in public if "description" not in one.decorators] == []


@pytest.mark.parametrize(
    ("name", "resource"),
    [(n, r) for n, r in resources() if r.of not in UNCHECKED],
    ids=lambda value: value if isinstance(value, str) else value.of,
)
def test_resources_are_as_azure_types_them(name: str, resource: Declared) -> None:
    """Property names, what is required and listed values, against Microsoft's types for Bicep."""
    assert list(bicep.type_faults(resource)) == [], name


def test_every_other_type_is_listed_as_unchecked() -> None:
    """Nothing goes unchecked without being said."""
    assert {r.of for _, r in resources()} - bicep.TYPES.keys() == UNCHECKED


def test_a_slip_in_a_resource_is_found() -> None:
    """A name that Azure has not got, a value that is not listed, and something missing."""
    text = FILES["modules/bot.bicep"].read_text(encoding="utf-8")
    for right, wrong in (
        ("msaAppType: 'UserAssignedMSI'", "msaAppType: 'UserAssignedMsi'"),
        ("msaAppTenantId:", "msaTenantId:"),
        ("    endpoint: 'https://${host}/api/messages'\n", ""),
        ("isEnabled: true", "isEnabled: 'yes'"),
    ):
        slipped = bicep.parse(text.replace(right, wrong))
        assert [f for r in slipped.named("resource").values() for f in bicep.type_faults(r)], wrong


# ---------------------------------------------------------------- what must hold


def everything() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in FILES.values())


def test_no_key_and_no_password_opens_anything() -> None:
    """The store has no shared key, the registry no user, and no key of an account is read out."""
    text = re.sub(r"//.*", "", everything())
    assert "allowSharedKeyAccess: false" in text
    assert "adminUserEnabled: false" in text
    assert not re.search(r"list(Keys|Credentials|Secrets)|sharedKey:|password", text, re.IGNORECASE)


def test_secrets_are_marked_as_secrets() -> None:
    """Signing secrets never stand in the history of deployments."""
    for file in (MAIN, READ["modules/vault.bicep"]):
        secret = {
            name for name in file.named("param") if name.lower().endswith(("secret", "secrets"))
        }
        assert len(secret) == 3
        assert all("secure" in file.named("param")[name].decorators for name in secret)


def test_every_secret_setting_of_the_bot_comes_from_the_vault() -> None:
    """Those that a file of settings would hold elsewhere; Azure needs no others."""
    text = FILES["modules/program.bicep"].read_text(encoding="utf-8")
    named = set(re.findall(r"name: '(SWARM_\w*SECRET\w*?)_?(?:\$\{|')", text))
    assert named == {"SWARM_TICKET_SECRET", "SWARM_PAGING_SECRET", "SWARM_LINK_SECRET"}
    assert len(re.findall(r"secretRef: '(?:ticket-|paging-|link-)secret", text)) == len(named)
    assert SECRET - named == {"MicrosoftAppPassword", "SWARM_STORE"}


ROLES = {
    "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3": "Storage Table Data Contributor",
    "4633458b-17de-408a-b874-0445c86b69e6": "Key Vault Secrets User",
    "7f951dda-4ed3-4680-a7ca-43fe172d538d": "AcrPull",
}


def test_the_bot_has_three_roles_and_no_more() -> None:
    """Tables, secrets, image: each on its own resource, under the name that the comment gives."""
    guids = re.findall(r"// (.+)\nvar \w+ = '([0-9a-f-]{36})'", everything())
    assert {guid: name for name, guid in guids} == ROLES
    for name, file in READ.items():
        for access in file.named("resource").values():
            if access.of.startswith("Microsoft.Authorization/"):
                content = body(access.value)
                assert content is not None
                assert said(members(content)["scope"]) in file.named("resource"), name


def container() -> dict[str, Node]:
    app = body(PROGRAM.named("resource")["app"].value)
    assert app is not None
    template = members(members(members(app)["properties"])["template"])
    return members(template["containers"].named_children[0])


def test_the_bot_is_given_settings_that_it_knows() -> None:
    """Every variable of the container is one of the bot's or of Azure's libraries, and with
    sample values the bot would start."""
    listed = container()["env"].children[1].named_children[0]
    names = [text_of(members(entry)["name"]) for entry in listed.named_children
             if entry.type == "object"]  # fmt: skip
    ours = [name for name in names if name.startswith(("SWARM_", "MicrosoftApp"))]
    assert set(ours) <= VARIABLES.keys()
    assert set(names) - set(ours) == {"AZURE_CLIENT_ID", "APPLICATIONINSIGHTS_CONNECTION_STRING"}
    secret = "whsec_" + base64.b64encode(b"x" * 24).decode()
    sample = {
        **dict.fromkeys(ours, "11111111-2222-3333-4444-555555555555"),
        "MicrosoftAppType": "UserAssignedMSI",
        "SWARM_STORE": "https://swarm.table.core.windows.net",
        "SWARM_HOST": "0.0.0.0",
        "SWARM_PORT": "3978",
        "SWARM_REPLICAS": "3",
        "SWARM_PUBLIC_URL": "https://swarm.example",
        PER_SOURCE + "GENERIC": secret,
    }
    assert Settings.read(sample).authenticated


def test_probes_ask_what_the_bot_answers() -> None:
    """Traffic and life by /healthz, a new revision by /readyz."""
    probes = {
        text_of(members(probe)["type"]): text_of(members(members(probe)["httpGet"])["path"])
        for probe in container()["probes"].named_children
        if probe.type == "object"
    }
    assert probes == {"Startup": "/readyz", "Readiness": "/healthz", "Liveness": "/healthz"}


def test_the_next_step_gets_what_it_needs() -> None:
    """The outputs feed ``swarmbot manifest``, the image and the ticket systems."""
    assert MAIN.named("output").keys() >= {
        "botAppId", "botTenantId", "botHost", "storeUrl", "registryName", "registryServer",
        "vaultName", "ticketEndpoint", "messagingEndpoint",
    }  # fmt: skip


def test_the_bot_of_the_file_is_what_the_setting_says() -> None:
    """UserAssignedMSI on both sides, with the same identity."""
    file: File = READ["modules/bot.bicep"]
    content = body(file.named("resource")["bot"].value)
    assert content is not None
    assert text_of(members(members(content)["properties"])["msaAppType"]) == "UserAssignedMSI"
    assert "{ name: 'MicrosoftAppType', value: 'UserAssignedMSI' }" in everything()
