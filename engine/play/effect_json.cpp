// Effects as `accolade run` prints them.
#include "engine/play/effect_json.h"

#include <algorithm>

#include <boost/json/array.hpp>

namespace accolade {
namespace {

namespace json = boost::json;

const char* text_of(Tell::Ties ties) {
  switch (ties) {
    case Tell::Ties::Refuse:
      return "refuse";
    case Tell::Ties::All:
      return "all";
    case Tell::Ties::None:
      return "none";
  }
  return "";
}

struct EffectToJson {
  json::object operator()(const MailEffect& mail) const {
    json::array roles;
    for (const Member& member : mail.to) {
      const json::value role = json::string(member.role);
      if (std::find(roles.begin(), roles.end(), role) == roles.end()) roles.push_back(role);
    }
    return {{"mail", json::object{{"letter", mail.letter}, {"to", roles}}}};
  }

  json::object operator()(const TellEffect& effect) const {
    const Tell& tell = effect.tell;
    json::object words;
    if (tell.call) {
      words["call"] = effect.call.text();
      words["event"] = tell.event;
      for (const auto& [field, ids] : effect.answers)
        words["people"].emplace_object()[field] = ids;
    } else if (tell.to_parent) {
      words["parent"] = tell.event;
    } else {
      words["children"] = tell.children;
      if (!tell.in_state.empty()) words["in"] = tell.in_state;
      if (tell.first) words["first"] = *tell.first;
      if (!tell.by.empty()) words["by"] = tell.by;
      if (tell.first) words["ties"] = text_of(tell.ties);
      words["event"] = tell.event;
    }
    if (tell.must) words["must"] = true;
    return {{"tell", words}};
  }

  json::object operator()(const StartEffect& start) const {
    json::object words{{"workflow", start.workflow}, {"fields", to_json(start.fields)}};
    for (const Member& member : start.people) {
      words["person"] = member.person.text();
      if (!member.role.empty()) words["role"] = member.role;
    }
    return {{"start", words}};
  }

  json::object operator()(const TimerEffect& effect) const {
    const Timer& timer = effect.timer;
    const json::value due = timer.due ? json::value(to_text(*timer.due)) : json::value();
    return {{"timer", json::object{{"name", timer.name}, {"due", due}}}};
  }

  json::object operator()(const CancelEffect& cancel) const {
    return {{"cancel", json::object{{"name", cancel.name}}}};
  }
};

}  // namespace

json::object to_json(const Effect& effect) {
  return std::visit(EffectToJson(), effect);
}

}  // namespace accolade
