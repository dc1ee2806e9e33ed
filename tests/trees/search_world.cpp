// The definition, the people, and the naive scan.
#include "tests/trees/search_world.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "engine/definition/loader.h"
#include "engine/permission/findable.h"
#include "engine/search/terms.h"
#include "engine/use_case/transact.h"
#include "tests/support/postgres_cluster.h"

namespace accolade {
namespace {

const char* const call_yaml = R"(
workflow: call
people: {secretary: above, chair: above}
fields:
  title: {type: text, label: Title}
  plan: {type: text, label: Plan, search: true}
headline: title
sees:
  secretary: all
states:
  open:
    open_ended: true
    sees: {anyone: {fields: [title]}, chair: {fields: [title, plan]}}
    on:
      nominate: {by: anyone, start: {submission: {ask: [title, secret]}}}
      plan: {by: secretary, ask: [title, plan]}
      close: {by: secretary, to: closed}
  closed: {final: closed}
)";

// Each field is hidden from somebody in some state, and each name, too.
const char* const submission_yaml = R"(
workflow: submission
parent: call
people: {author: creator, helper: assigned, chair: above, secretary: above, rival: {elsewhere: [author]}}
fields:
  title: {type: text, label: Title}
  secret: {type: long text, label: Secret, search: true}
  verdict: {type: text, label: Verdict, search: true}
  helpers: {type: people, label: Helpers}
headline: title
reference: "REF_{number}"
sees:
  secretary: all
states:
  draft:
    open_ended: true
    sees:
      author: {fields: [title, secret], history: all}
    on:
      submit: {by: author, ask: [title, secret], to: sent}
  sent:
    open_ended: true
    sees:
      author: {fields: [title, secret], names: [author]}
      chair: {fields: [title]}
      rival: {}
    on:
      help: {by: secretary, ask: [helpers], do: [{appoint: {helper: helpers}}], to: judged}
      judge: {by: secretary, ask: [verdict], to: judged}
  judged:
    open_ended: true
    sees:
      author: {fields: [title], names: [helper]}
      helper: {fields: [secret, verdict], names: all}
      chair: {fields: [title, verdict], names: [author]}
      rival: {fields: [title]}
    on:
      publish: {by: secretary, to: public}
      back: {by: secretary, to: draft}
  public:
    public: true
    open_ended: true
    sees:
      anyone: {fields: [title]}
      author: {fields: [title, verdict]}
    on:
      hide: {by: secretary, to: judged}
      end: {by: secretary, to: over}
  over:
    final: over
)";

Package package() {
  Loaded<Package> loaded =
      load_package("call", {{"call.yaml", call_yaml}, {"submission.yaml", submission_yaml}});
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    ADD_FAILURE() << to_text(diagnostic);
  return loaded.value.value();
}

std::vector<std::string> texts_shown(Engine& engine, const Shown& shown) {
  std::vector<std::string> texts;
  for (const auto& [piece, text] : texts_of(*shown.workflow, shown.snapshot))
    texts.push_back(text);
  for (const Member& member : shown.snapshot.people)
    texts.push_back(engine.ports().directory.person(member.person)->name);
  return texts;
}

}  // namespace

const std::vector<std::string> search_words = {"alpha", "Álpha", "beta",  "betamax", "new",
                                               "York",  "NEAR",  "a*b:c", "Straße",  "2026"};

SearchWorld::SearchWorld(const std::string& engine, unsigned seed)
    : now_(std::make_shared<Instant>(*parse_instant("2026-05-04T08:00:00Z"))), random_(seed) {
  url_ = engine == "SQLite" ? "sqlite:" + (folder_.path() / "w.db").string()
                            : PostgresCluster::shared().fresh_database();
  migrate(url_);
  database_ = open(url_, decide_with, {.clock = [now = now_] { return *now; }});
  engine_ = std::make_unique<Engine>(ports_of(database_));
  database_.packages->publish(package());
  secretary = person("Sofia Alpha");
  chair = person("Carl Beta");
  ann = person("Ann Müller");
  bob = person("Bob York");
  cleo = person("Cleo New");
  everybody_ = {secretary, chair, ann, bob, cleo, PersonId{}};
  database_.directory->give_role(secretary, "secretary", {}, {});
  database_.directory->give_role(chair, "chair", {}, {});
  const Outcome<Applied> begun = engine_->start({"call", {}, {}, secretary, {}});
  EXPECT_TRUE(begun) << (begun ? "" : begun.refusal().sentence);
  call = begun->instance;
  instances_ = {call};
}

PersonId SearchWorld::person(const std::string& name) {
  std::string address = name;
  std::erase_if(address, [](char c) { return c == ' ' || static_cast<signed char>(c) < 0; });
  return database_.directory->ensure(address + "@example.org", name);
}

InstanceId SearchWorld::submit(PersonId author, const std::string& title,
                               const std::string& secret) {
  const Outcome<Applied> started = engine_->start(
      {"submission",
       call,
       {{"title", boost::json::value(title)}, {"secret", boost::json::value(secret)}},
       author});
  EXPECT_TRUE(started) << (started ? "" : started.refusal().sentence);
  instances_.push_back(started->instance);
  return started->instance;
}

std::string SearchWorld::fire(InstanceId id, const std::string& event, PersonId actor,
                              Answers answers) {
  const Outcome<Applied> applied = engine_->fire({id, event, std::move(answers), actor, {}, {}});
  return applied ? "" : applied.refusal().sentence;
}

std::size_t SearchWorld::pick(std::size_t size) {
  return std::uniform_int_distribution<std::size_t>(0, size - 1)(random_);
}

std::string SearchWorld::words() {
  std::string text = search_words[pick(search_words.size())];
  for (std::size_t more = pick(4); more > 0; --more)
    text += " " + search_words[pick(search_words.size())];
  return text;
}

void SearchWorld::step() {
  const std::vector<PersonId> people = {secretary, chair, ann, bob, cleo};
  const PersonId actor = people[pick(people.size())];
  if (pick(4) == 0) {
    submit(actor, words(), words());
    return;
  }
  if (pick(20) == 0) database_.directory->rename(actor, words());
  const InstanceId id = instances_[pick(instances_.size())];
  const Outcome<Shown> shown = engine_->show(id, actor);
  if (!shown || shown->offers.empty()) return;
  const Offer& offer = shown->offers[pick(shown->offers.size())];
  if (offer.event == "nominate" || offer.event == "close") return;
  Answers answers;
  for (const Field* field : offer.ask) {
    answers[field->name] =
        field->type == FieldType::People
            ? boost::json::value(boost::json::array{people[pick(people.size())].text()})
            : boost::json::value(words());
  }
  // Refusals are part of a random life.
  (void)fire(id, offer.event, actor, std::move(answers));
}

std::vector<InstanceId> SearchWorld::found(const std::string& typed, PersonId viewer) {
  std::vector<InstanceId> ids;
  for (const Hit& hit : ports().word_index.find({terms_of(typed)}, viewer, 1'000))
    ids.push_back(hit.instance);
  return ids;
}

std::vector<InstanceId> SearchWorld::seen(const std::string& typed, PersonId viewer) {
  const std::vector<SearchTerm> terms = terms_of(typed);
  std::vector<InstanceId> ids;
  for (const InstanceId id : instances_) {
    const Outcome<Shown> shown = engine_->show(id, viewer);
    if (!shown || terms.empty()) continue;
    const std::vector<std::string> texts = texts_shown(*engine_, *shown);
    const bool has_all = std::ranges::all_of(terms, [&](const SearchTerm& term) {
      return std::ranges::any_of(
          texts, [&](const std::string& text) { return stands_in(term, words_of(text)); });
    });
    if (has_all) ids.push_back(id);
  }
  std::ranges::sort(ids, std::greater{});
  return ids;
}

}  // namespace accolade
