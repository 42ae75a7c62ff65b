// What no_division.sh must catch.
// Not part of any program.
int stille_division_control(int left, int right);
int stille_division_control(int left, int right) {
  return left / right;
}
