// What `accolade run` reads: the first letter chooses a workflow, the rest are lines. Each is
// answered by one line of JSON, and a line that is an error or refused changes no state.
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/parse.hpp>

#include "engine/definition/loader.h"
#include "engine/play/play.h"
#include "tests/fuzz/promise.h"

namespace accolade {
namespace {

namespace json = boost::json;

Workflow workflow_in(const std::string& file) {
  std::ifstream stream(std::string(SOURCE_DIR) + "/" + file, std::ios::binary);
  const std::string yaml(std::istreambuf_iterator<char>(stream), {});
  return load_workflow(file, yaml, Strictness::Run).value.value();
}

const std::vector<Workflow>& workflows() {
  static const std::vector<Workflow> all = {
      workflow_in("tests/fuzz/everything.yaml"), workflow_in("workflows/award/award.yaml"),
      workflow_in("workflows/award/nomination.yaml"), workflow_in("workflows/award/review.yaml")};
  return all;
}

json::object answer_to(Play& play, const std::string& line) {
  const std::string answer = play.answer(line);
  promise(answer.find('\n') == std::string::npos, "one line");
  json::error_code broken;
  json::value parsed = json::parse(answer, broken);
  promise(!broken && parsed.is_object(), "a JSON object");
  return std::move(parsed.as_object());
}

void play_lines(std::string_view text) {
  const auto choice = static_cast<unsigned char>(text.front());
  Play play(workflows()[choice % workflows().size()]);
  text.remove_prefix(1);
  for (int lines = 0; !text.empty() && lines < 40; ++lines) {
    const std::string line(text.substr(0, text.find('\n')));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const json::object answer = answer_to(play, line);
    if (answer.contains("error")) continue;
    for (const char* word : {"configuration", "fields", "effects", "refusal", "outcome"})
      promise(answer.contains(word), "all words of an answer");
  }
}

}  // namespace
}  // namespace accolade

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size > 0) accolade::play_lines({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
