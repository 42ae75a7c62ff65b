// The title of a part of a page.
import QtQuick
import Stille.Profile

Line {
    font.pixelSize: Theme.section
    font.weight: Font.DemiBold
    Accessible.role: Accessible.Heading
}
