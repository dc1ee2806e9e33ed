// Files that are meant to hurt: the loader answers with a diagnostic, and soon.
#include <gtest/gtest.h>

#include "engine/definition/yaml.h"
#include "tests/engine/definition/loading.h"

namespace accolade {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i)
    all += text;
  return all;
}

std::string first_line(const std::string& said) {
  return said.substr(0, said.find('\n'));
}

TEST(HostileYaml, MoreThanAMebibyteIsNotRead) {
  EXPECT_EQ(first_line(said_of(std::string(yaml_bytes_max + 1, ' '))),
            "a.yaml:1:1: error: the file is larger than 1 MiB");
}

TEST(HostileYaml, DeepNestingEndsAtSixtyFourLevels) {
  const std::string too_deep = ": error: this is nested too deeply: 64 levels are the most";
  const auto nested = [](std::size_t levels) {
    return "a: " + repeated("[", levels - 1) + repeated("]", levels - 1);
  };
  EXPECT_EQ(said_of(nested(64)).find(too_deep), std::string::npos);
  EXPECT_EQ(first_line(said_of(nested(65))), "a.yaml:1:67" + too_deep);
  EXPECT_NE(said_of(repeated("[", yaml_bytes_max)).find(too_deep), std::string::npos);
  EXPECT_NE(said_of(repeated("{a: ", 100'000)).find(too_deep), std::string::npos);
}

TEST(HostileYaml, AliasesOfAliasesRunOut) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string below = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + below;
    bomb += repeated(", " + below, 9) + "]\n";
  }
  EXPECT_EQ(first_line(said_of(bomb)),
            "a.yaml:4:40: error: the aliases of this file stand for more than 10,000 parts");
}

TEST(HostileYaml, AnAliasCannotContainItself) {
  EXPECT_EQ(first_line(said_of("a: &a [*a]\n")),
            "a.yaml:1:8: error: an alias cannot contain itself");
}

TEST(HostileYaml, BytesThatAreNoTextAreRefusedWhereTheyStand) {
  EXPECT_EQ(first_line(said_of("workflow: a\nx: \xff\n")),
            "a.yaml:2:4: error: this byte is no text (UTF-8 without control signs)");
  EXPECT_EQ(first_line(said_of(std::string_view("a: \0b", 5))),
            "a.yaml:1:4: error: this byte is no text (UTF-8 without control signs)");
  EXPECT_EQ(first_line(said_of("a: \xed\xa0\x80")),
            "a.yaml:1:4: error: this byte is no text (UTF-8 without control signs)");
}

TEST(HostileYaml, EmptyBrokenTaggedAndSeveralDocuments) {
  EXPECT_EQ(said_of(""), "a.yaml:1:1: error: the file is empty\n");
  EXPECT_EQ(first_line(said_of("a: [b\n")),
            "a.yaml:2:1: error: this is no YAML: end of sequence flow not found");
  EXPECT_EQ(first_line(said_of("a: {?, b: c}\n")),
            "a.yaml:1:5: error: this sign has a meaning in YAML; put the text in quotes");
  EXPECT_EQ(first_line(said_of("a: !!str b\n")),
            "a.yaml:1:4: error: tags such as `!!str` are not understood here");
  EXPECT_EQ(first_line(said_of("a: b\n---\nc: d\n")),
            "a.yaml:1:1: error: a file holds one document; `---` begins a second one");
  EXPECT_EQ(first_line(said_of("[a, b]: c\n")), "a.yaml:1:1: error: a name is expected here");
  EXPECT_EQ(first_line(said_of("- a\n")),
            "a.yaml:1:1: error: a workflow (a map of words) is expected here, and this is a list");
}

TEST(HostileYaml, MoreStatesThanTwoThousandAreRefused) {
  std::string yaml = "workflow: a\nstates:\n";
  for (int i = 0; i < 2'001; ++i)
    yaml += "  s" + std::to_string(i) + ":\n";
  EXPECT_EQ(first_line(said_of(yaml)), "a.yaml:2002:3: error: a workflow has at most 2,000 states");
}

// Every prefix and every byte taken out of a file that has everything: no crash, no hang.
TEST(HostileYaml, PiecesOfAFileAreAnswered) {
  const std::string yaml = R"(workflow: w
people: {a: creator}
fields: {x: {type: int, default: 0}, s: {type: scores, of: parent.r}}
deadlines: {d: parent.at}
states:
  p: {parallel: true, states: {q: {initial: q1, states: {q1: {}, h: {history: deep, to: q1}}}}}
  e: {final: "x", sees: {a: {fields: [x], history: all}}}
on: {ev.*: [{if: "x > 1", to: e, do: [{set: {x: x + 1}}, {tell: {children: c, event: z}}]}, p]}
)";
  for (std::size_t length = 0; length < yaml.size(); length += 3)
    said_of(yaml.substr(0, length));
  for (std::size_t gone = 0; gone < yaml.size(); gone += 3) {
    std::string without = yaml;
    without.erase(gone, 1);
    said_of(without, gone % 2 == 0 ? Strictness::Run : Strictness::Serve);
  }
  EXPECT_EQ(said_of(yaml), "");
}

}  // namespace
}  // namespace accolade
