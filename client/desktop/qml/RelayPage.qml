// What the relay knows: the fields that it really keeps, with what this profile has there now.
import QtQuick
import Stille.Profile

Page {
    id: page
    required property var home
    property var relays: []
    title: Words.relayTitle
    lead: Words.relayLead
    onBack: home.goBack()
    Component.onCompleted: Profile.call("relay.list", {}, answer => { if (answer.ok) page.relays = answer.value.relays; })
    Card {
        width: parent.width
        Heading { width: parent.width; text: Words.relayKnows }
        Repeater {
            model: [Words.relayKnows1, Words.relayKnows2, Words.relayKnows3, Words.relayKnows4, Words.relayKnows5]
            Prose { required property string modelData; width: parent.width; text: modelData; font.pixelSize: Theme.ui }
        }
    }
    Card {
        width: parent.width
        Heading { width: parent.width; text: Words.relayNever }
        Repeater {
            model: [Words.relayNever1, Words.relayNever2, Words.relayNever3, Words.relayNever4]
            Prose { required property string modelData; width: parent.width; text: modelData; font.pixelSize: Theme.ui }
        }
    }
    Card {
        width: parent.width
        visible: page.relays.length > 0
        Heading { width: parent.width; text: Words.relayNow }
        Repeater {
            model: page.relays
            Facts { required property var modelData; width: parent.width; name: modelData.relay.replace(/^stille:\/\/[^@]*@/, ""); value: Words.counted("relayMailboxes", modelData.conversations + modelData.making); more: modelData.retiring > 0 ? Words.counted("relayRetiring", modelData.retiring) : "" }
        }
    }
}
