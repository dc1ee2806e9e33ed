// Products of choices.
#include "engine/verify/combinations.h"

namespace accolade {
namespace {

void put(Fields& fields, const std::string& name, const Value& value) {
  fields.erase(name);
  if (!value.is_absent()) fields.insert_or_assign(name, value);
}

std::vector<Fields> product(const std::vector<Options>& options) {
  std::vector<Fields> all{{}};
  for (const Options& choice : options) {
    std::vector<Fields> longer;
    for (const Fields& fields : all) {
      for (const Value& value : choice.values) {
        longer.push_back(fields);
        put(longer.back(), choice.name, value);
      }
    }
    all = std::move(longer);
  }
  return all;
}

}  // namespace

std::vector<Fields> combinations(const std::vector<Options>& options, std::size_t most,
                                 bool& is_all) {
  std::size_t count = 1;
  for (const Options& choice : options)
    count = count > most ? count : count * choice.values.size();
  if (count <= most) return product(options);
  is_all = false;
  Fields first, last;
  for (const Options& choice : options) {
    put(first, choice.name, choice.values.front());
    put(last, choice.name, choice.values.back());
  }
  std::vector<Fields> some;
  for (const Fields& base : {first, last}) {
    for (const Options& choice : options) {
      for (const Value& value : choice.values) {
        some.push_back(base);
        put(some.back(), choice.name, value);
      }
    }
  }
  return some;
}

}  // namespace accolade
