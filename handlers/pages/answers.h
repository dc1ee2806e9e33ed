// What a person sent with a form, as answers to fields: the inverse of the inputs that widget.h
// shows.
#pragma once

#include <string>
#include <vector>

#include "engine/definition/field.h"
#include "engine/machine/decide.h"
#include "handlers/http/form.h"

namespace accolade {

// `fields` are those that the page asked. Texts come as typed, also wrong ones: the engine says
// what is wrong. A choice that was not made is left out; of boxes, none ticked is an empty list. A
// moment is read in `zone` and given in UTC. Files are not answers: see Engine::attach.
Answers answers_from(const http::Form& form, const std::vector<const Field*>& fields,
                     const std::string& zone);

}  // namespace accolade
