// Sessions and tasks to a person for one request.
#include "handlers/sign_in/visitors.h"

#include "handlers/security/token.h"

namespace accolade {
namespace {

bool only_reads(const http::Request& request) {
  return request.method == "GET" || request.method == "HEAD";
}

}  // namespace

InstanceId Visitors::instance_of(const http::Request& request) {
  if (request.segments.size() < 2) return {};
  if (request.segments[0] == "instances") {
    return InstanceId::parse(request.segments[1]).value_or(InstanceId{});
  }
  if (request.segments[0] == "files") {
    const auto id = FileId::parse(request.segments[1]);
    const std::optional<FileRow> file = id ? files_.find(*id) : std::nullopt;
    if (file) return file->instance;
  }
  return {};
}

bool Visitors::is_above(InstanceId candidate, InstanceId task) {
  std::optional<Header> header = instances_.header(task);
  while (header && header->parent) {
    if (header->parent == candidate) return true;
    header = instances_.header(header->parent);
  }
  return false;
}

PersonId Visitors::task_person(const Session& session, const http::Request& request) {
  if (session.tasks.empty()) return {};
  const InstanceId instance = instance_of(request);
  if (!instance) return {};
  for (std::size_t index = 0; index < session.tasks.size(); ++index) {
    if (session.tasks[index] == instance) return session.task_persons[index];
  }
  if (!only_reads(request)) return {};
  // Whoever sees it in their own name reads it in their own name.
  if (session.person && !instances_.sight(instance, session.person).empty()) return {};
  for (std::size_t index = 0; index < session.tasks.size(); ++index) {
    if (is_above(instance, session.tasks[index])) return session.task_persons[index];
  }
  return {};
}

Visitor Visitors::identify(const http::Request& request) {
  Visitor visitor;
  const std::optional<std::string> cookie = request.cookie(session_cookie);
  if (!cookie || cookie->size() < 40) {
    visitor.secret = new_token();
    visitor.is_new_secret = true;
    return visitor;
  }
  visitor.secret = *cookie;
  const std::string hash = token_hash(*cookie);
  std::optional<Session> session = sessions_.find(hash);
  if (!session) {
    session = sessions_.find_expired(hash);
    if (!session) return visitor;
    visitor.has_expired = true;
  }
  visitor.session = session->id;
  const PersonId task = task_person(*session, request);
  visitor.person = task ? task : session->person;
  visitor.is_task_link = task && task != session->person;
  return visitor;
}

}  // namespace accolade
