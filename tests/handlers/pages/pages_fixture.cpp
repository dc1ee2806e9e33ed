// The pages of the tests: the award over the real engine, without a socket.
#include "tests/handlers/pages/pages_fixture.h"

#include <regex>

#include "handlers/pages/pages.h"

namespace accolade::test {
namespace {

State state(std::string name, std::string title, StateIndex parent = root_state) {
  State made;
  made.name = std::move(name);
  made.title = std::move(title);
  made.parent = parent;
  made.depth = 1;
  return made;
}

Field field(std::string name, FieldType type, std::string label) {
  Field made;
  made.name = std::move(name);
  made.type = type;
  made.label = std::move(label);
  return made;
}

Transition transition(std::string event, std::string label, std::vector<StateIndex> targets) {
  Transition made;
  made.descriptor = std::move(event);
  made.label = std::move(label);
  made.targets = std::move(targets);
  return made;
}

Workflow nomination() {
  Workflow workflow;
  workflow.name = "nomination";
  workflow.title = "Nomination";
  workflow.about = "A best practice, put forward for the award.";
  workflow.parent = "award";
  workflow.headline = "title";
  workflow.fields = {field("title", FieldType::Text, "Title of the work"),
                     field("summary", FieldType::LongText, "What was done"),
                     field("country", FieldType::Country, "Country of the work"),
                     field("reason", FieldType::LongText, "What has to be changed?")};
  workflow.fields[1].words_max = 250;
  workflow.fields[1].hint = "Write for a reader from another field";
  workflow.pages = {{"The work", "", {"title", "country"}}, {"What it changed", "", {"summary"}}};
  workflow.states = {state("nomination", ""), state("draft", "Draft, not sent in"),
                     state("submitted", "Sent in, being checked"), state("refused", "Refused")};
  workflow.states[0].children = {1, 2, 3};
  workflow.states[1].transitions = {transition("submit", "Send in", {2})};
  workflow.states[2].transitions = {transition("accept", "Accept for review", {2}),
                                    transition("reject", "Refuse", {3})};
  workflow.states[3].kind = State::Kind::Final;
  workflow.states[3].outcome = "refused";
  return workflow;
}

Workflow award() {
  Workflow workflow;
  workflow.name = "award";
  workflow.title = "Award";
  workflow.headline = "title";
  workflow.fields = {field("title", FieldType::Text, "Title of the call"),
                     field("closes_at", FieldType::Moment, "Nominations close on")};
  workflow.states = {state("award", ""), state("open", "Open for nominations")};
  workflow.states[0].children = {1};
  workflow.lists = {{.name = "ranking",
                     .title = "Ranking",
                     .text = "Highest score first.",
                     .of = "nomination",
                     .states = {},
                     .sort = "title",
                     .ascending = false,
                     .columns = {"title", "country"},
                     .roles = {"secretary"},
                     .in = {}}};
  return workflow;
}

Shown shown() {
  Shown made;
  made.package = award_package();
  made.workflow = made.package->workflow("nomination");
  made.snapshot.id = InstanceId{7};
  made.snapshot.workflow = "nomination";
  made.snapshot.reference = "ICPerMed_BPR_2026_07";
  made.title = "Genes & <b>jeans</b>";
  made.crumbs = {{InstanceId{3}, "Best Practice 2026"}};
  return made;
}

Offer offer(std::string event, std::string label) {
  Offer made;
  made.event = std::move(event);
  made.label = std::move(label);
  made.enabled = true;
  return made;
}

std::string unescaped(std::string text) {
  const std::pair<const char*, const char*> entities[] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&amp;", "&"}};
  for (const auto& [entity, character] : entities)
    for (std::size_t at = text.find(entity); at != std::string::npos; at = text.find(entity, at))
      text.replace(at++, std::string_view(entity).size(), character);
  return text;
}

std::string attribute(const std::string& tag, const std::string& name) {
  std::smatch found;
  if (!std::regex_search(tag, found, std::regex("\\s" + name + "=\"([^\"]*)\""))) return {};
  return unescaped(found[1]);
}

bool has(const std::string& tag, const std::string& word) {
  return std::regex_search(tag, std::regex("\\s" + word + "(\\s|>|$)"));
}

}  // namespace

Instant noon() {
  return *parse_instant("2026-03-02T11:00:00Z");
}

std::shared_ptr<const Package> award_package() {
  static const auto package = [] {
    auto made = std::make_shared<Package>();
    made->name = "award";
    made->hash = std::string(64, 'a');
    made->workflows.emplace("award", award());
    made->workflows.emplace("nomination", nomination());
    return std::shared_ptr<const Package>(std::move(made));
  }();
  return package;
}

Shown drafted() {
  Shown made = shown();
  made.snapshot.reference.clear();
  made.snapshot.configuration = {"draft"};
  made.roles = {"applicant"};
  made.states = {{"draft",
                  "Draft, not sent in",
                  "Complete the form and send it in.",
                  "applicant",
                  {PersonId{5}}}};
  const std::vector<Field>& fields = made.workflow->fields;
  made.form = {&fields[0], &fields[1], &fields[2]};
  made.offers = {offer("submit", "Send in")};
  made.offers[0].ask = made.form;
  made.draft = {{"title", "Genes & <b>jeans</b>"}};
  made.by = noon() + std::chrono::hours(72);
  made.revision = 1;
  return made;
}

Shown sent_in() {
  Shown made = shown();
  made.snapshot.configuration = {"submitted"};
  made.snapshot.fields = {{"title", "Genes & <b>jeans</b>"}, {"country", "DE"}};
  made.roles = {"secretary"};
  made.states = {{"submitted",
                  "Sent in, being checked",
                  "The secretariat checks it.",
                  "secretary",
                  {PersonId{5}}}};
  made.offers = {offer("accept", "Accept for review"), offer("reject", "Refuse"),
                 offer("return", "Send back for changes"), offer("extend", "Give more time")};
  made.offers[2].ask = {&made.workflow->fields[3]};
  made.offers[3].enabled = false;
  made.offers[3].otherwise = "The call has closed.";
  made.revision = 4;
  return made;
}

Field field_of(FieldType type) {
  Field made = field("field", type, "A question");
  made.of = "parent.rubric";
  made.pool = "expert";
  made.choices = {{"a", "First"}, {"b", "Second"}, {"c", "Third"}};
  return made;
}

Wording wording() {
  const Record impact{{"name", "impact"}, {"label", "Impact"}, {"hint", "What changed?"},
                      {"weight", 2},      {"from", 1},         {"to", 5}};
  const Record transfer{{"name", "transfer"}, {"label", "Transferability"},
                        {"hint", ""},         {"weight", 1},
                        {"from", 1},          {"to", 5}};
  Wording made;
  made.persons = {{"5", "Ana Rossi"}, {"6", "Bo Lind"}};
  made.organisations = {{"9", "Agence nationale de la recherche"}};
  made.above = {{"parent.rubric", List{impact, transfer}}};
  return made;
}

const TemplateStore& templates() {
  static const TemplateStore store(read_templates(SOURCE_DIR "/templates"), Missing::Throws);
  return store;
}

const Assets& assets() {
  static const Assets loaded = load_assets(SOURCE_DIR "/templates/assets", "/usr/share/javascript");
  return loaded;
}

std::string rendered(std::string_view name, const boost::json::object& view) {
  http::Request request;
  request.path = "/instances/7";
  Visit visit{.request = request, .person = PersonId{5}, .name = "Ana Rossi", .csrf = "token"};
  boost::json::object whole = frame(assets(), visit, "A page");
  for (const auto& [key, value] : view)
    whole[key] = value;
  return templates().render(name, whole);
}

http::Form posted(std::string_view html) {
  const std::string text(html);
  http::Form form;
  const std::regex control(
      "<input[^>]*>|<textarea[^>]*>\\n([^<]*)</textarea>|<select[^>]*>([\\s\\S]*?)</select>");
  for (std::sregex_iterator at(text.begin(), text.end(), control), end; at != end; ++at) {
    const std::string all = at->str();
    const std::string tag = all.substr(0, all.find('>') + 1);
    const std::string name = attribute(tag, "name");
    const std::string type = attribute(tag, "type");
    if ((type == "radio" || type == "checkbox") && !has(tag, "checked")) continue;
    if (type == "file" || type == "search" || name.empty()) continue;
    std::string value = attribute(tag, "value");
    if (tag.starts_with("<textarea")) value = unescaped((*at)[1]);
    if (tag.starts_with("<select")) {
      std::smatch chosen;
      const std::string options = (*at)[2];
      const bool is_chosen =
          std::regex_search(options, chosen, std::regex("<option value=\"([^\"]*)\" selected>"));
      value = is_chosen ? unescaped(chosen[1]) : "";
    }
    form.fields.emplace_back(name, value);
  }
  return form;
}

}  // namespace accolade::test
