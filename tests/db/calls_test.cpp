// One call tells another, of a package of its own: once, with the people it names, and only where
// the other one says that it listens.
#include "engine/definition/loader.h"
#include "engine/use_case/engine.h"
#include "engine/use_case/transact.h"
#include "tests/db/toy.h"

namespace accolade {
namespace {

const char* const telling_prize_yaml = R"(
workflow: prize
people: {secretary: above}
fields: {meeting: {type: instance, calls: meeting, optional: true}}
sees: {secretary: all, anyone: {fields: [meeting]}}
states:
  open:
    open_ended: true
    public: true
    on:
      enter: {by: anyone, start: entry}
      choose: {by: secretary, ask: [meeting]}
)";
const char* const telling_entry_yaml = R"(
workflow: entry
parent: prize
people: {author: creator, secretary: above}
sees: {author: all, secretary: all}
states:
  sent:
    open_ended: true
    on:
      win:
        by: secretary
        to: won
        tell: {call: parent.meeting, event: EVENT, people: {guests: author}}
  won: {final: won}
)";
const char* const told_meeting_yaml = R"(
workflow: meeting
people: {secretary: above, prize: {told_by: SENDER}}
fields: {guests: people}
sees: {secretary: all}
states:
  open:
    open_ended: true
    on:
      close: {by: secretary, to: closed}
      winner: {by: prize, ask: [guests], start: {seat: {each: guests, role: guest, limit: one per person}}, says: A winner was invited}
  closed: {final: closed}
)";
const char* const told_seat_yaml = R"(
workflow: seat
parent: meeting
people: {guest: assigned, secretary: above}
sees: {guest: all, secretary: all}
states:
  kept: {open_ended: true, on: {come: {by: guest, to: came}}}
  came: {final: came}
)";

std::string with(std::string text, const std::string& hole, const std::string& word) {
  return text.replace(text.find(hole), hole.size(), word);
}

class Calls : public StoreTest {
 protected:
  Calls()
      : real(open(url, decide_with, {.clock = [now = clock] { return now->load(); }})),
        engine(ports_of(real)),
        secretary(person("Sofia")),
        author(person("Ada")) {
    real.directory->give_role(secretary, "secretary", {}, {});
  }

  PersonId person(const std::string& name) {
    return real.directory->ensure(name + "@example.org", name);
  }
  void publish_both(const std::string& event = "winner", const std::string& sender = "entry") {
    publish("prize", {{"prize.yaml", telling_prize_yaml},
                      {"entry.yaml", with(telling_entry_yaml, "EVENT", event)}});
    publish("meeting", {{"meeting.yaml", with(told_meeting_yaml, "SENDER", sender)},
                        {"seat.yaml", told_seat_yaml}});
    prize = begun("prize");
    meeting = begun("meeting");
    entry = engine.fire({prize, "enter", {}, author})->instance;
  }
  void publish(const std::string& name, const std::map<std::string, std::string>& files) {
    const Loaded<Package> package = load_package(name, files);
    for (const Diagnostic& diagnostic : package.diagnostics)
      ADD_FAILURE() << to_text(diagnostic);
    real.packages->publish(package.value.value());
    hashes[name] = package.value->hash;
  }
  InstanceId begun(const std::string& workflow) {
    Ask ask = begin_ask(secretary);
    ask.workflow = workflow;
    ask.package = hashes.at(workflow);
    ask.fields = {};
    return real.instances->apply(ask)->instance;
  }
  Outcome<Applied> chosen(InstanceId named) {
    Answers answers;
    answers.emplace("meeting", boost::json::string(named.text()));
    return engine.fire({prize, "choose", answers, secretary});
  }
  void choose() { ASSERT_TRUE(chosen(meeting)); }
  void win(InstanceId id) {
    const auto won = engine.fire({id, "win", {}, secretary});
    ASSERT_TRUE(won) << won.refusal().sentence;
  }
  void deliver() {
    for (auto due = real.instances->due(10); !due.empty(); due = real.instances->due(10))
      for (const InstanceId id : due)
        engine.wake(id);
  }
  std::vector<PersonId> guests() {
    std::vector<PersonId> all;
    for (const ListRow& row : engine.list({meeting, "seat", {}, {}, 50}, secretary).rows)
      all.push_back(real.instances->load(row.snapshot.id)->people.at(0).person);
    return all;
  }

  Database real;
  Engine engine;
  const PersonId secretary, author;
  std::map<std::string, PackageHash> hashes;
  InstanceId prize, meeting, entry;
};
ON_BOTH_ENGINES(Calls);

TEST_P(Calls, AreToldOnceAndByNobody) {
  publish_both();
  choose();
  win(entry);
  EXPECT_EQ(guests(), std::vector<PersonId>{});
  EXPECT_EQ(real.instances->due(10), std::vector<InstanceId>{meeting});

  deliver();

  EXPECT_EQ(guests(), std::vector<PersonId>{author});
  const std::vector<Entry> history = real.instances->history(meeting);
  EXPECT_EQ(history.back().happened.says, "A winner was invited");
  EXPECT_EQ(history.back().happened.actor, PersonId{});
  EXPECT_EQ(history.back().happened.roles, std::vector<std::string>{"prize"});
  EXPECT_EQ(verify(url), std::vector<std::string>{});
}

TEST_P(Calls, AreNotToldWhereNoneIsChosen) {
  publish_both();
  win(entry);
  EXPECT_EQ(real.instances->due(10), std::vector<InstanceId>{});
}

TEST_P(Calls, InviteWhoeverIsThereAlreadyNoSecondTime) {
  publish_both();
  choose();
  const InstanceId other = engine.fire({prize, "enter", {}, author})->instance;
  win(entry);
  win(other);
  deliver();
  EXPECT_EQ(guests(), std::vector<PersonId>{author});
}

// A package cannot act in another one by names that it happens to know.
TEST_P(Calls, HearNobodyWhomTheyDoNotNameAndNothingThatIsForPersons) {
  for (const auto& [event, sender] :
       {std::pair{"close", "entry"}, std::pair{"winner", "nomination"}}) {
    publish_both(event, sender);
    choose();
    win(entry);
    const std::int64_t before = real.instances->load(meeting)->version;
    deliver();
    EXPECT_EQ(guests(), std::vector<PersonId>{}) << event;
    EXPECT_EQ(real.instances->load(meeting)->configuration, Configuration{"open"}) << event;
    EXPECT_EQ(real.instances->load(meeting)->version, before) << event;
  }
}

TEST_P(Calls, ThatAreOverChangeNothingAndAreNotOfferedAnyMore) {
  publish_both();
  choose();
  ASSERT_TRUE(engine.fire({meeting, "close", {}, secretary}));
  win(entry);
  deliver();
  EXPECT_EQ(guests(), std::vector<PersonId>{});
  EXPECT_FALSE(chosen(meeting));
}

TEST_P(Calls, AreChosenOnlyAmongThoseOfTheirWorkflow) {
  publish_both();
  for (const InstanceId other : {entry, prize, InstanceId{999'999}})
    EXPECT_FALSE(chosen(other)) << other.text();
  EXPECT_EQ(real.instances->load(prize)->fields.count("meeting"), 0U);
}

}  // namespace
}  // namespace accolade
