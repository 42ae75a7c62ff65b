// How often one would like to hear from somebody.
import QtQuick
import Stille.Profile

Choice {
    options: [{value: "none", text: Words.everyNone}, {value: "1mo", text: Words.everyMonth}, {value: "3mo", text: Words.everyQuarter}, {value: "6mo", text: Words.everyHalf}, {value: "1y", text: Words.everyYear}]
}
