// Asks for a folder: the desktop's own dialog.
import QtQuick
import QtQuick.Dialogs
import Stille.Profile

Item {
    id: picker
    property var then
    property string title
    function ask(callback) {
        then = callback;
        dialog.active = true;
        dialog.item.open();
    }
    Accessible.ignored: true
    Loader {
        id: dialog
        active: false
        sourceComponent: FolderDialog {
            title: picker.title
            onAccepted: { const path = Desk.pathOf(selectedFolder); if (path.length > 0) picker.then(path); }
        }
    }
}
