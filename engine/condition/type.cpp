// The types of conditions: making, comparing and naming them.
#include "engine/condition/type.h"

namespace accolade {
namespace {

Type simple(Type::Kind kind) {
  Type type;
  type.kind = kind;
  return type;
}

std::string in_plural(const Type& type) {
  switch (type.kind) {
    case Type::Kind::Bool:
      return "yes or no";
    case Type::Kind::Int:
      return "whole numbers";
    case Type::Kind::Decimal:
      return "decimal numbers";
    case Type::Kind::String:
      return "text";
    case Type::Kind::Timestamp:
      return "instants";
    case Type::Kind::Duration:
      return "durations";
    case Type::Kind::Day:
      return "dates";
    case Type::Kind::Enum:
      return "choices";
    case Type::Kind::List:
      return type.element ? "lists of " + in_plural(*type.element) : "empty lists";
    case Type::Kind::Record:
      return "records";
  }
  return {};
}

}  // namespace

bool Type::operator==(const Type& other) const {
  if (kind != other.kind || choices != other.choices || members != other.members) return false;
  if (!element || !other.element) return element == other.element;
  return *element == *other.element;
}

Type bool_type() {
  return simple(Type::Kind::Bool);
}
Type int_type() {
  return simple(Type::Kind::Int);
}
Type decimal_type() {
  return simple(Type::Kind::Decimal);
}
Type string_type() {
  return simple(Type::Kind::String);
}
Type timestamp_type() {
  return simple(Type::Kind::Timestamp);
}
Type duration_type() {
  return simple(Type::Kind::Duration);
}
Type day_type() {
  return simple(Type::Kind::Day);
}

Type enum_of(std::vector<std::string> choices) {
  Type type = simple(Type::Kind::Enum);
  type.choices = std::move(choices);
  return type;
}

Type list_of(Type element) {
  Type type = simple(Type::Kind::List);
  type.element = std::make_shared<const Type>(std::move(element));
  return type;
}

Type record_of(std::map<std::string, Type> members) {
  Type type = simple(Type::Kind::Record);
  type.members = std::move(members);
  return type;
}

std::string in_words(const Type& type) {
  switch (type.kind) {
    case Type::Kind::Bool:
      return "yes or no";
    case Type::Kind::Int:
      return "a whole number";
    case Type::Kind::Decimal:
      return "a decimal number";
    case Type::Kind::String:
      return "text";
    case Type::Kind::Timestamp:
      return "an instant";
    case Type::Kind::Duration:
      return "a duration";
    case Type::Kind::Day:
      return "a date";
    case Type::Kind::Enum:
      return "a choice";
    case Type::Kind::List:
      return type.element ? "a list of " + in_plural(*type.element) : "an empty list";
    case Type::Kind::Record:
      return "a record";
  }
  return {};
}

}  // namespace accolade
