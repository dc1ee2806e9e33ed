// Codes that name an instance and prove themselves.
#include "handlers/security/seal.h"

#include <array>
#include <cctype>
#include <stdexcept>

#include <gtest/gtest.h>

namespace accolade {
namespace {

const std::string seal_secret(43, 's');
constexpr InstanceId seventh{28'411};
constexpr std::optional<InstanceId> no_instance;

TEST(Seal, OpensItsOwnCodes) {
  const Seal seal(seal_secret);
  for (const std::int64_t number : {1L, 29L, 30L, 4'096L, 28'411L, 9'223'372'036'854'775'807L}) {
    const std::string code = seal.code(SealPurpose::Ticket, InstanceId{number});
    EXPECT_EQ(seal.opened(SealPurpose::Ticket, code), InstanceId{number}) << code;
  }
}

TEST(Seal, CodeOfAnInstanceIsTheSameEveryTimeInGroupsOfFour) {
  EXPECT_EQ(Seal(seal_secret).code(SealPurpose::Ticket, seventh), "33K3-FDG2-DAZ3-8WB9");
  EXPECT_EQ(Seal(seal_secret).code(SealPurpose::Ticket, seventh),
            Seal(seal_secret).code(SealPurpose::Ticket, seventh));
}

TEST(Seal, CodeIsReadAsAPersonTypesIt) {
  const Seal seal(seal_secret);
  std::string typed;
  for (const char character : seal.code(SealPurpose::Ticket, seventh))
    typed += character == '-' ? ' ' : static_cast<char>(std::tolower(character));
  EXPECT_EQ(seal.opened(SealPurpose::Ticket, " " + typed + "\t"), seventh);
}

TEST(Seal, CodeOfOnePersonIsWorthNothingForAnotherOrForNobody) {
  const Seal seal(seal_secret);
  constexpr PersonId ana{5}, ben{6}, nobody{};
  for (const PersonId made : {ana, ben, nobody})
    for (const PersonId asked : {ana, ben, nobody}) {
      const std::string code = seal.code(SealPurpose::Ticket, seventh, made);
      EXPECT_EQ(seal.opened(SealPurpose::Ticket, code, asked),
                made == asked ? std::optional(seventh) : no_instance);
      EXPECT_EQ(Seal::named(code), seventh);
    }
  EXPECT_EQ(Seal::named("x"), no_instance);
}

TEST(Seal, CodeForOnePurposeIsWorthNothingForAnother) {
  const Seal seal(seal_secret);
  constexpr std::array purposes = {SealPurpose::Ticket, SealPurpose::Certificate,
                                   SealPurpose::Link};
  for (const SealPurpose made : purposes)
    for (const SealPurpose asked : purposes)
      EXPECT_EQ(seal.opened(asked, seal.code(made, seventh)),
                made == asked ? std::optional(seventh) : no_instance);
}

TEST(Seal, CodeOfAnotherInstallationIsWorthNothing) {
  const Seal seal(seal_secret);
  const Seal other(std::string(43, 't'));
  EXPECT_EQ(other.opened(SealPurpose::Ticket, seal.code(SealPurpose::Ticket, seventh)),
            no_instance);
}

TEST(Seal, CodeWithAnyOneCharacterChangedIsWorthNothing) {
  const Seal seal(seal_secret);
  const std::string code = seal.code(SealPurpose::Ticket, seventh);
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == '-') continue;
    for (const char other : std::string_view("23456789ABCDEFGHJKMNPQRSTVWXYZ0O1ILU*")) {
      if (other == code[i]) continue;
      std::string changed = code;
      changed[i] = other;
      EXPECT_EQ(seal.opened(SealPurpose::Ticket, changed), no_instance) << changed;
    }
  }
}

TEST(Seal, WhatIsNoCodeOpensNothing) {
  const Seal seal(seal_secret);
  const std::string code = seal.code(SealPurpose::Ticket, seventh);
  const std::string proof = code.substr(code.size() - 14);
  for (const std::string& text :
       {std::string(), std::string("-"), std::string("28411"), proof, "2" + code, code + code,
        code.substr(1), code + "2", std::string(1000, 'Z'), std::string("ZZZZZZZZZZZZZ") + proof,
        std::string("\0\xff", 2) + code, "2" + proof, "\n" + code})
    EXPECT_EQ(seal.opened(SealPurpose::Ticket, text), no_instance) << text;
}

TEST(Seal, IsNotMadeOfAShortSecret) {
  EXPECT_THROW(Seal(""), std::invalid_argument);
  EXPECT_THROW(Seal(std::string(31, 's')), std::invalid_argument);
}

}  // namespace
}  // namespace accolade
