// The kinds of long work, and what they share.
#include "handlers/long_work/work.h"

#include "handlers/security/token.h"

namespace accolade {

IdempotencyKey WorkAtHand::key(const std::string& step) const {
  const std::string key = "work:" + work.id.text() + ":" + step;
  return {key, token_hash(key)};
}

DoWork kind_of_work(const std::string& kind) {
  if (kind == work_import) return do_import;
  if (kind == work_event) return do_events;
  if (kind == work_list) return do_list;
  return nullptr;
}

}  // namespace accolade
