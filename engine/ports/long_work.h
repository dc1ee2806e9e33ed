// Work that takes longer than a page may: begun by a person, done in the background by one node at
// a time, left and found again. What it does is its kind's; here it is a row with a lease.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/value/ids.h"
#include "engine/value/instant.h"

namespace accolade {

using WorkId = Id<struct WorkTag>;

struct NewWork {
  PersonId person;
  std::string key;    // of the form: the same once more is the same work
  std::string kind;   // what is to be done with `asked`
  InstanceId about;   // where the person came from
  std::string title;  // as the person is shown it
  std::string asked;  // JSON
  std::int64_t total = 0;
};

enum class WorkStage { Waiting, Working, Done, Refused, Failed };

struct LongWork {
  WorkId id;
  PersonId person;
  std::string kind;
  InstanceId about;
  std::string title;
  std::string asked = {};  // as of NewWork; empty once it has ended
  WorkStage stage = WorkStage::Waiting;
  std::string step = {};  // what is being done, in words: "Looking at the rows"
  std::int64_t done = 0, total = 0;
  std::string result = {};  // JSON of its kind: what has become of it so far
  std::optional<FileId> file = {};
  Instant created{};
  std::optional<Instant> ended = {};
  std::int64_t fence = 0;  // of whoever works on it
  bool operator==(const LongWork&) const = default;
};

inline constexpr int waiting_works_max = 20;  // of one person

class LongWorks {
 public:
  virtual ~LongWorks() = default;
  // None: too many of this person wait already.
  virtual std::optional<WorkId> add(const NewWork& work) = 0;
  virtual std::optional<LongWork> find(WorkId id) = 0;
  // Newest first, without `asked`.
  virtual std::vector<LongWork> of(PersonId person, int limit) = 0;
  // The oldest that nobody works on, for as long as the lease; on two nodes one of them gets it.
  virtual std::optional<LongWork> claim(Duration lease) = 0;
  // Only under the newest fence, while it has not ended; false: somebody else has it.
  virtual bool hold(const LongWork& work, Duration lease) = 0;  // zero: whoever wants it
  // step, done, total and result.
  virtual bool report(const LongWork& work) = 0;
  // stage, step, done, total, result and file.
  virtual bool end(const LongWork& work) = 0;
  // Differs whenever something waiting or under way has begun, gone on or ended.
  virtual std::string mark() = 0;
  // Those that ended before, with their files; at most 100 at a time.
  virtual int forget(Instant before) = 0;
};

}  // namespace accolade
