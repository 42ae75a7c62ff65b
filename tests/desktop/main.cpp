// Runs the tests of this program inside an application without a screen.
#include <QAccessible>
#include <QGuiApplication>

#include <gtest/gtest.h>

#include "common/crypto/secret.hpp"
#include "tests/desktop/private_bus.hpp"
#include "tests/desktop/stage.hpp"

int main(int argc, char** argv) {
  stille::desktop::test::without_screen();
  stille::desktop::test::PrivateBus::of_this_program();
  ::testing::InitGoogleTest(&argc, argv);
  if (!stille::crypto::initialise()) return 1;
  QGuiApplication application(argc, argv);
  QAccessible::setActive(true);
  return RUN_ALL_TESTS();
}
