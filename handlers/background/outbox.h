// Sends the letters that steps queued, at its own pace; each attempt is recorded before it is made.
#pragma once

#include <string>

#include "engine/ports/sessions.h"
#include "engine/use_case/engine.h"
#include "handlers/mail/transport.h"
#include "handlers/security/seal.h"
#include "handlers/text/template_store.h"

namespace accolade {

struct Outbox {
  Engine& engine;
  Sessions& sessions;
  MailTransport& transport;
  const TemplateStore& templates;
  Mailbox from;
  std::string public_url;  // without a slash at the end
  std::string zone;
  const Seal& seal;  // of the codes in what is attached
};

// One round; true if it found a full round's worth.
bool send_letters(const Outbox& outbox);

// After `attempts` that were put off: 1 min, 2 min, 4 min ... at most 6 h, each shortened by up to
// a quarter so that letters put off together do not come back together. `random` is from 0 to 1.
// None: give up, after about three days.
std::optional<Duration> pause_after(int attempts, double random);

}  // namespace accolade
