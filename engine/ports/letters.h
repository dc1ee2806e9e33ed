// The outbox: letters that steps queued, their delivery, and who may read them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/ports/instances.h"

namespace accolade {

enum class Delivery { Held, Ready, Sending, Sent, Deferred, Failed, Unknown, Cancelled };

struct Letter {
  LetterId id;
  NewLetter what;
  Delivery delivery = Delivery::Ready;
  int attempts = 0;
  std::string reason;      // the mail server's last answer, in one line
  std::string message_id;  // the part before the @; the same on every attempt
  Instant queued{}, next_attempt{};
  std::optional<Instant> sent;
  std::int64_t fence = 0;  // of the lease: a result under an older one is dropped
};

class Letters {
 public:
  virtual ~Letters() = default;
  // Leases up to `limit` letters that are due, oldest first; the attempt is recorded before it
  // returns. A lease that ran out leaves the letter Unknown if its bytes may have left, never sent
  // twice by itself.
  virtual std::vector<Letter> claim(int limit, Duration lease) = 0;
  virtual void settle(LetterId id, std::int64_t fence, Delivery delivery, const std::string& reason,
                      std::optional<Instant> next_attempt) = 0;
  // Of one instance, oldest first: all (`everybody`), or those addressed to `reader`.
  virtual std::vector<Letter> of(InstanceId instance, PersonId reader, bool everybody) = 0;
  // Failed and unknown ones, newest first.
  virtual std::vector<Letter> undelivered(int limit) = 0;
  virtual std::optional<Letter> find(LetterId id) = 0;
};

}  // namespace accolade
