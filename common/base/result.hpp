// Result<T>: a value or an Error. Expected refusals travel as values; exceptions are for bugs and start-up.
#pragma once

#include <boost/outcome/basic_result.hpp>
#include <boost/outcome/policy/terminate.hpp>
#include <boost/outcome/try.hpp>

#include "common/base/error.hpp"

namespace stille {

/// [[nodiscard]] as a class. Looking into the wrong side ends the process: that is a bug, never an input.
template <class T>
using Result =
    BOOST_OUTCOME_V2_NAMESPACE::basic_result<T, Error, BOOST_OUTCOME_V2_NAMESPACE::policy::terminate>;

/// `return fail(Errc::bad_length);` in any function that returns a Result.
[[nodiscard]] inline auto fail(Errc code, boost::source_location where = BOOST_CURRENT_LOCATION) {
  return BOOST_OUTCOME_V2_NAMESPACE::failure(Error{code, where});
}

/// `return ok();` in a function that returns Result<void>.
[[nodiscard]] inline auto ok() {
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

}  // namespace stille

/// TRY(auto x, expression): takes the value or returns the error. TRYV for Result<void>. CO_ forms for
/// coroutines.
#define STILLE_TRY(...) BOOST_OUTCOME_TRY(__VA_ARGS__)
#define STILLE_TRYV(...) BOOST_OUTCOME_TRYV(__VA_ARGS__)
#define STILLE_CO_TRY(...) BOOST_OUTCOME_CO_TRY(__VA_ARGS__)
#define STILLE_CO_TRYV(...) BOOST_OUTCOME_CO_TRYV(__VA_ARGS__)
