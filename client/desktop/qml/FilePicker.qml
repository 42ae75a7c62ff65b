// Asks for files: the desktop's own dialog.
import QtQuick
import QtQuick.Dialogs
import Stille.Profile

Item {
    id: picker
    property var then
    property bool several: true
    property string title: Words.attach
    property var filters: []
    function ask(callback) {
        then = callback;
        dialog.active = true;
        dialog.item.open();
    }
    Accessible.ignored: true
    Loader {
        id: dialog
        active: false
        sourceComponent: FileDialog {
            title: picker.title
            fileMode: picker.several ? FileDialog.OpenFiles : FileDialog.OpenFile
            nameFilters: picker.filters.length > 0 ? picker.filters : [Words.filesAll + " (*)"]
            acceptLabel: Words.filesChoose
            rejectLabel: Words.cancel
            currentFolder: Desk.folderOfFiles()
            onAccepted: picker.then((picker.several ? selectedFiles : [selectedFile]).map(url => Desk.pathOf(url)).filter(path => path.length > 0))
        }
    }
}
