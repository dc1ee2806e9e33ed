// What every form posts beside its answers.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/ports/instances.h"
#include "handlers/http/form.h"
#include "handlers/pages/visit.h"

namespace accolade {

// The revision that the page was made from; none: it names none.
std::optional<std::int64_t> revision_in(const http::Form& form);
// A key is the person's own: somebody else's with the same text is another one.
std::optional<IdempotencyKey> idempotency_in(const http::Form& form, const Visit& visit);

}  // namespace accolade
