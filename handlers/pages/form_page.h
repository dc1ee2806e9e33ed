// The form of an instance: its pages, what is typed into them, and the check before sending in.
#pragma once

#include "handlers/pages/pages.h"

namespace accolade {

// GET /instances/{id}/form/{page}
http::Response show_form(Pages& pages, const Visit& visit);
// POST /instances/{id}/form/{page}: keeps all answers and files, then goes on; wrong ones are
// kept, too, and shown again with 422. `_go`: next (or none), again, later.
http::Response save_form(Pages& pages, const Visit& visit);
// POST /instances/{id}/draft: {"answers": [{field, sequence, value | inputs}]}, where `inputs` are
// the [name, value] of the field's inputs as a form would send them. 204 when it is durable.
http::Response save_draft(Pages& pages, const Visit& visit);
// GET /instances/{id}/check
http::Response show_check(Pages& pages, const Visit& visit);

// The check page with what the engine refused.
http::Response check_page(Pages& pages, const Visit& visit, const Shown& shown,
                          const Refusal& refusal);

}  // namespace accolade
