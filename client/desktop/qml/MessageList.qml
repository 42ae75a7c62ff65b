// The messages, newest at the foot; what is being looked at stays where it is when others come or change.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

ListView {
    id: view
    required property var talk
    objectName: "messages"
    model: Messages
    verticalLayoutDirection: ListView.BottomToTop
    boundsBehavior: Flickable.StopAtBounds
    // The mouse selects; the wheel, the bar and the keys move.
    interactive: false
    clip: true
    cacheBuffer: 600
    activeFocusOnTab: true
    currentIndex: -1
    keyNavigationEnabled: false
    highlightFollowsCurrentItem: false
    Accessible.role: Accessible.List
    Accessible.name: Words.messages
    header: Item { width: 1; height: 12 }
    footer: Item {
        width: view.width
        height: Messages.whole ? 16 : 56
        PushButton {
            anchors.centerIn: parent
            visible: !Messages.whole && view.count > 0
            text: Words.older
            kind: "plain"
            onClicked: Messages.older()
        }
    }
    T.ScrollBar.vertical: Scroll {}
    delegate: MessageRow {
        width: view.width
        list: view
    }
    function toEnd() {
        Messages.toNewest();
        positionViewAtBeginning();
    }
    property string wanted
    function reveal(id) {
        wanted = id;
        lookForWanted();
    }
    function lookForWanted() {
        if (wanted.length === 0) return;
        const index = Messages.find(wanted);
        if (index < 0) return;
        positionViewAtIndex(index, ListView.Center);
        currentIndex = index;
        wanted = "";
        forceActiveFocus();
    }
    onCountChanged: Qt.callLater(lookForWanted)
    // Near its upper end, the page before comes by itself.
    onContentYChanged: if (count > 0 && contentY < originY + 200 && contentHeight > height && moved) Messages.older()
    property bool moved: false
    function moveBy(pixels) {
        moved = true;
        const least = originY;
        const most = Math.max(least, originY + contentHeight - height);
        contentY = Math.max(least, Math.min(most, contentY + pixels));
        returnToBounds();
    }
    function choose(step) {
        if (count === 0) return;
        const next = currentIndex < 0 ? 0 : Math.max(0, Math.min(count - 1, currentIndex + step));
        currentIndex = next;
        positionViewAtIndex(next, ListView.Contain);
        if (next >= count - 3) Messages.older();
    }
    onActiveFocusChanged: if (activeFocus && currentIndex < 0 && count > 0) currentIndex = 0
    Keys.onUpPressed: choose(1)
    Keys.onDownPressed: { if (currentIndex <= 0) { currentIndex = -1; view.talk.focusFirst(); } else choose(-1); }
    Keys.onPressed: event => {
        if (event.key === Qt.Key_PageUp) moveBy(-height * 0.9);
        else if (event.key === Qt.Key_PageDown) moveBy(height * 0.9);
        else if (event.key === Qt.Key_Home) { choose(count); }
        else if (event.key === Qt.Key_End) { currentIndex = 0; toEnd(); }
        else if (event.key === Qt.Key_Menu || (event.key === Qt.Key_F10 && event.modifiers & Qt.ShiftModifier)) { if (currentItem) currentItem.menu(); }
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) { if (currentItem) currentItem.answer(); }
        else if (event.key === Qt.Key_Delete) { if (currentItem) currentItem.erase(); }
        else if (event.key === Qt.Key_C && event.modifiers & Qt.ControlModifier) { if (currentItem) Desk.copy(currentItem.row.raw); }
        else if (event.key === Qt.Key_J && event.modifiers & Qt.ControlModifier) { if (currentItem) currentItem.remind(); }
        else return;
        event.accepted = true;
    }
    Keys.onEscapePressed: { currentIndex = -1; view.talk.focusFirst(); }
    signal answerTo(var row)
    signal change(var row)
    /// Of the newest own message: its state is said, the others have it in their names.
    readonly property int newestOwn: { count; changes; for (let i = 0; i < count; ++i) if (Messages.at(i).own) return i; return -1; }
    property int changes: 0
    Connections { target: Messages; function onDataChanged() { ++view.changes; } }
    // A notch moves by lines, a touchpad by what it says; nothing glides on.
    MouseArea {
        anchors.fill: parent
        acceptedButtons: Qt.NoButton
        z: 1
        onWheel: wheel => {
            const line = Math.round(Theme.body * Theme.bodyLine);
            const pixels = wheel.pixelDelta.y !== 0 ? wheel.pixelDelta.y
                : wheel.angleDelta.y / 120 * Application.styleHints.wheelScrollLines * line;
            view.moveBy(-pixels);
            wheel.accepted = true;
        }
    }
    MessageActions { id: actions; list: view }
    property alias actions: actions
}
