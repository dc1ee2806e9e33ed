// How long the verifier takes for 60 states in 4 regions of 15: 50,625 combinations. Prints
// milliseconds, the median of 21.
#include "engine/verify/verify.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "engine/definition/loader.h"

namespace {

using namespace accolade;

constexpr int regions = 4;
constexpr int states_each = 15;
constexpr int rounds = 21;

// A way through 14 states, with a way back from each, a timer, and a count of its own.
std::string region(int number) {
  const std::string r = "r" + std::to_string(number) + "_";
  std::string text = "      " + r + "region:\n        states:\n";
  for (int state = 1; state < states_each; ++state) {
    const std::string here = r + std::to_string(state);
    const std::string next = r + std::to_string(state + 1);
    const std::string back = r + std::to_string(state > 1 ? state - 1 : 1);
    text += "          " + here + ": {timers: {" + here + "_late: {after: 3d, to: " + next +
            "}}, on: {" + here + "_go: {by: a, to: " + next + "}, " + here +
            "_back: {by: a, if: " + r + "n < 2, reveals: true, to: " + back + ", do: [{set: {" + r +
            "n: " + r + "n + 1}}]}}}\n";
  }
  return text + "          " + r + std::to_string(states_each) + ": {final: through}\n";
}

std::string chart() {
  std::string text = "workflow: w\npeople: {a: creator}\nfields:\n";
  for (int number = 0; number < regions; ++number)
    text += "  r" + std::to_string(number) + "_n: {type: int, default: 0}\n";
  text += "states:\n  all:\n    parallel: true\n    states:\n";
  for (int number = 0; number < regions; ++number)
    text += region(number);
  return text + "    on: {done.state.all: end}\n  end: {final: over}\n";
}

double milliseconds_of(const Package& package) {
  const auto begin = std::chrono::steady_clock::now();
  const std::vector<Diagnostic> found = verify(package);
  const auto end = std::chrono::steady_clock::now();
  if (!found.empty()) {
    std::cerr << to_text(found.front());
    std::exit(1);
  }
  return std::chrono::duration<double, std::milli>(end - begin).count();
}

}  // namespace

int main() {
  const Loaded<Package> loaded = load_package("w", {{"w.yaml", chart()}});
  if (!loaded.value) {
    for (const Diagnostic& diagnostic : loaded.diagnostics)
      std::cerr << to_text(diagnostic);
    return 1;
  }
  std::vector<double> times;
  for (int round = 0; round < rounds; ++round)
    times.push_back(milliseconds_of(*loaded.value));
  std::sort(times.begin(), times.end());
  std::cout << times[rounds / 2] << "\n";
}
