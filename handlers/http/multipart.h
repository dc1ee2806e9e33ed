// multipart/form-data, through gmime, which multipart.cpp owns.
#pragma once

#include <optional>
#include <string_view>

#include "engine/value/outcome.h"
#include "handlers/http/form.h"

namespace accolade::http {

// Fields and files as they were sent, not yet checked. `content_type` is the whole header, with the
// boundary. Refuses (Invalid): no boundary, no end, a part without a name or that is itself a
// message, more than pairs_max parts. Thread-safe.
Outcome<Form> read_multipart(std::string_view content_type, std::string_view body);

}  // namespace accolade::http
