// Diagrams by dot, and the child process that draws them.
#include "handlers/text/diagram.h"

#include <gtest/gtest.h>

#include "handlers/text/child_process.h"

namespace accolade {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

std::string refusal_of(const auto& outcome) {
  return outcome ? "done" : outcome.refusal().sentence;
}

TEST(Diagram, IsAnSvgElementThatScales) {
  const Outcome<std::string> svg =
      svg_from_dot("digraph d {draft -> submitted [label=\"submit\"]}");

  ASSERT_TRUE(svg) << svg.refusal().sentence;
  EXPECT_TRUE(svg->starts_with("<svg viewBox=\"0.00 0.00 ")) << *svg;
  EXPECT_TRUE(svg->ends_with("</svg>\n")) << *svg;
  EXPECT_NE(svg->find(">submit</text>"), std::string::npos) << *svg;
  EXPECT_EQ(svg->find("<!"), std::string::npos) << *svg;
  EXPECT_EQ(svg->find("<?"), std::string::npos) << *svg;
  EXPECT_EQ(svg->substr(0, svg->find('>')).find("width="), std::string::npos) << *svg;
}

TEST(Diagram, LabelsAreEscapedByGraphviz) {
  const Outcome<std::string> svg =
      svg_from_dot(R"(digraph d {a [label="<script>alert(1)</script> \"é\"" URL="#a"]})");

  ASSERT_TRUE(svg) << svg.refusal().sentence;
  EXPECT_EQ(svg->find("<script"), std::string::npos);
  EXPECT_NE(svg->find("&lt;script&gt;alert(1)&lt;/script&gt; &quot;é&quot;"), std::string::npos)
      << *svg;
}

TEST(Diagram, ALinkThatCouldRunIsRefused) {
  EXPECT_EQ(refusal_of(svg_from_dot("digraph d {a [URL=\"JavaScript:alert(1)\"]}")),
            "The diagram holds something that could run in a browser.");
  EXPECT_EQ(refusal_of(svg_from_dot(R"(digraph d {a [URL="/instances/1"]})")), "done");
}

TEST(Diagram, AGraphWithAFaultIsRefusedWithTheWordsOfDot) {
  EXPECT_EQ(refusal_of(svg_from_dot("digraph d {\na -> \n}")),
            "dot does not understand the diagram: Error: <stdin>: syntax error in line 3 near '}'");
  EXPECT_EQ(refusal_of(svg_from_dot("")), "dot drew nothing.");
}

TEST(ChildProcess, ReadsItsInputAndIsHeardOnBothOutputs) {
  const Outcome<ProgramRun> run =
      run_program({"sh", "-c", "cat; echo trouble >&2; exit 3"}, "a\nb", seconds(10));

  ASSERT_TRUE(run) << run.refusal().sentence;
  EXPECT_EQ(run->exit_code, 3);
  EXPECT_EQ(run->output, "a\nb");
  EXPECT_EQ(run->errors, "trouble\n");
}

TEST(ChildProcess, MayBeGivenAndMayPrintMoreThanAPipeHolds) {
  const std::string much(1'000'000, 'x');

  const Outcome<ProgramRun> run = run_program({"cat"}, much, seconds(10));

  ASSERT_TRUE(run) << run.refusal().sentence;
  EXPECT_EQ(run->output, much);
}

TEST(ChildProcess, ThatReadsNothingDoesNoHarm) {
  const Outcome<ProgramRun> run = run_program({"true"}, std::string(1'000'000, 'x'), seconds(10));

  ASSERT_TRUE(run) << run.refusal().sentence;
  EXPECT_EQ(run->exit_code, 0);
}

TEST(ChildProcess, ThatTakesTooLongIsEnded) {
  EXPECT_EQ(refusal_of(run_program({"sleep", "600"}, "", milliseconds(20))),
            "The program sleep took longer than 20 ms and was ended.");
}

TEST(ChildProcess, ThatIsNotInstalledIsSaidSo) {
  EXPECT_EQ(refusal_of(run_program({"accolade-no-such-program"}, "", seconds(10))),
            "The program accolade-no-such-program is not installed.");
}

TEST(ChildProcess, HasNoneOfOurOtherFilesOpen) {
  const Outcome<ProgramRun> run = run_program({"sh", "-c", "ls /proc/$$/fd"}, "", seconds(10));

  ASSERT_TRUE(run) << run.refusal().sentence;
  EXPECT_EQ(run->output, "0\n1\n2\n");
}

}  // namespace
}  // namespace accolade
