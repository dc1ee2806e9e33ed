// The map of a move: what it may say, and what is refused with its place.
#include <gtest/gtest.h>

#include "tests/engine/move/two_versions.h"

namespace accolade {
namespace {

const char* const old_talk = R"(workflow: talk
people: {speaker: creator}
fields:
  title: {type: text}
  minutes: {type: int, default: 20}
  room: {type: text}
states:
  draft:
    timers: {reminder: {after: 2d}}
    on: {send: {by: speaker, to: sent}, reminder: {}}
  sent: {final: given}
)";

const char* const new_talk = R"(workflow: talk
people: {presenter: creator}
fields:
  title: {type: text}
  length: {type: decimal, default: 20.0}
states:
  writing:
    timers: {nudge: {after: 2d}}
    on: {send: {by: presenter, to: done}, nudge: {}}
  done: {final: held}
)";

std::string said_of_map(const std::string& yaml) {
  const Loaded<Mapping> mapping =
      read_mapping("map.yaml", yaml, version(old_talk), version(new_talk));
  EXPECT_EQ(mapping.value.has_value(), mapping.diagnostics.empty());
  return texts(mapping.diagnostics);
}

TEST(MoveMap, SaysWhereStatesFieldsTimersRolesAndOutcomesGo) {
  const Package from = version(old_talk);
  const Package to = version(new_talk);

  const Mapping mapping = mapping_between(from, to, R"(
talk:
  states: {draft: writing, sent: [done]}
  fields: {room: dropped}
  values: {length: "minutes > 60 ? 60.0 : 20.0"}
  timers: {draft.reminder: nudge}
  roles: {speaker: presenter}
  outcomes: {given: held}
)");

  const WorkflowMap& talk = mapping.of("talk");
  EXPECT_EQ(talk.states, (std::map<std::string, std::vector<std::string>>{{"draft", {"writing"}},
                                                                          {"sent", {"done"}}}));
  EXPECT_EQ(talk.fields, (std::map<std::string, std::string>{{"room", ""}}));
  EXPECT_EQ(talk.values.at("length").text(), "minutes > 60 ? 60.0 : 20.0");
  EXPECT_EQ(timer_for(talk, "draft", "reminder"), "nudge");
  EXPECT_EQ(timer_for(talk, "sent", "reminder"), std::nullopt);
  EXPECT_EQ(role_for_old(talk, *to.workflow("talk"), "speaker"), "presenter");
  EXPECT_EQ(outcome_for(talk, "given"), "held");
  EXPECT_EQ(field_for(talk, *to.workflow("talk"), "title"), "title");
}

TEST(MoveMap, AnEmptyMapKeepsAllNames) {
  EXPECT_EQ(said_of_map(""), "");
  EXPECT_EQ(said_of_map("{}\n"), "");
}

TEST(MoveMap, AnUnknownWordIsRefusedWithItsPlace) {
  EXPECT_EQ(said_of_map("talk:\n  state: {draft: writing}\n"),
            "map.yaml:2:3: error: `state` is not a word of the map of a workflow; did you mean "
            "`states`?\n"
            "   2 |   state: {draft: writing}\n"
            "     |   ^\n");
}

TEST(MoveMap, NamesOfTheWrongVersionAreRefused) {
  EXPECT_EQ(said_of_map("talk:\n  states: {draf: writing}\n"),
            "map.yaml:2:12: error: `draf` is no state of the old version; did you mean `draft`?\n"
            "   2 |   states: {draf: writing}\n"
            "     |            ^\n");
  EXPECT_EQ(said_of_map("talk:\n  states: {draft: writin}\n"),
            "map.yaml:2:19: error: `writin` is no state of the new version; did you mean "
            "`writing`?\n"
            "   2 |   states: {draft: writin}\n"
            "     |                   ^\n");
  EXPECT_EQ(said_of_map("talks: {}\n"),
            "map.yaml:1:1: error: `talks` is no workflow of both versions; did you mean `talk`?\n"
            "   1 | talks: {}\n"
            "     | ^\n");
}

TEST(MoveMap, AStateCannotBeDropped) {
  EXPECT_EQ(said_of_map("talk:\n  states: {draft: dropped}\n"),
            "map.yaml:2:19: error: `dropped` is no state of the new version\n"
            "   2 |   states: {draft: dropped}\n"
            "     |                   ^\n");
}

TEST(MoveMap, AValueIsTypedForItsFieldAndReadsTheOldVersion) {
  EXPECT_EQ(said_of_map("talk:\n  values: {length: \"length + 1.0\"}\n"),
            "map.yaml:2:21: error: `length` is not known here\n"
            "   2 |   values: {length: \"length + 1.0\"}\n"
            "     |                     ^\n");
  EXPECT_NE(said_of_map("talk:\n  values: {length: \"title\"}\n"), "");
  EXPECT_NE(said_of_map("talk:\n  values: {title: \"room + '!'\"}\n"), "");  // room may be absent
  EXPECT_EQ(said_of_map("talk:\n  values: {title: \"has(room) ? room : ''\"}\n"), "");
}

}  // namespace
}  // namespace accolade
