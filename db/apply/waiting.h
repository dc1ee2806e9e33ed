// Asks on their way through the committer, and what comes back.
#pragma once

#include <atomic>
#include <exception>
#include <memory>
#include <stdexcept>
#include <variant>
#include <vector>

#include "engine/ports/instances.h"

namespace accolade::db {

// Absent and hidden answer alike.
inline constexpr const char* not_found_sentence = "There is no such page.";

inline constexpr const char* reused_key_sentence =
    "This key was used for another request before; use a new key for a new request.";

// What a caller gets: the outcome, or the exception of a broken world.
using Answer = std::variant<Outcome<Applied>, std::exception_ptr>;

struct Waiting {
  Ask ask;
  Instant received{};                    // World::now() of this ask
  std::vector<InstanceId> ancestors;     // of the target, nearest first
  std::size_t locked_above = 0;          // how many of them are locked, too
  Answer answer = std::exception_ptr();  // there when its gathering is done
};

// Asks that are committed together. They wait together, too: waking each of them apart costs more
// than deciding it does.
struct Gathering {
  std::vector<std::unique_ptr<Waiting>> asks;
  std::atomic<int> is_done = 0;  // an int is what the kernel waits for

  void finish() {
    is_done.store(1);
    is_done.notify_all();
  }
  void wait() const { is_done.wait(0); }
};

// Somebody else committed first what this batch relied on; the same asks may be tried again.
struct Overtaken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace accolade::db
