#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <jpeglib.h>

#include "client/image/formats.hpp"

namespace stille::image {
namespace {

// libjpeg leaves through a jump: nothing with a destructor may live between setjmp and the calls.
struct Trouble {
  jpeg_error_mgr base{};
  std::jmp_buf back{};
};

void leave(j_common_ptr info) {
  std::longjmp(reinterpret_cast<Trouble*>(info->err)->back, 1);
}

void say_nothing(j_common_ptr) {}

jpeg_error_mgr* silent(Trouble& trouble) {
  auto* const out = jpeg_std_error(&trouble.base);
  out->error_exit = leave;
  out->output_message = say_nothing;
  return out;
}

unsigned orientation_of(const jpeg_decompress_struct& in) {
  for (const auto* marker = in.marker_list; marker != nullptr; marker = marker->next) {
    if (marker->marker != JPEG_APP0 + 1) continue;
    const auto found = orientation_in(marker->data, marker->data_length);
    if (found != 1) return found;
  }
  return 1;
}

bool decode(jpeg_decompress_struct& in, Trouble& trouble, const Encoded& file, Pixels& out,
            unsigned& orientation) {
  if (setjmp(trouble.back) != 0) return false;
  jpeg_create_decompress(&in);
  jpeg_save_markers(&in, JPEG_APP0 + 1, 0xffff);
  jpeg_mem_src(&in, file.data(), static_cast<unsigned long>(file.size()));
  if (jpeg_read_header(&in, TRUE) != JPEG_HEADER_OK) return false;
  if (!has_bearable_size(in.image_width, in.image_height)) return false;
  in.out_color_space = in.num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
  orientation = orientation_of(in);
  jpeg_start_decompress(&in);
  out.width = in.output_width;
  out.height = in.output_height;
  out.channels = static_cast<std::uint32_t>(in.output_components);
  out.bytes.resize(std::size_t{out.width} * out.height * out.channels);
  while (in.output_scanline < in.output_height) {
    JSAMPROW row = out.bytes.data() + std::size_t{in.output_scanline} * out.width * out.channels;
    jpeg_read_scanlines(&in, &row, 1);
  }
  jpeg_finish_decompress(&in);
  return true;
}

bool encode(jpeg_compress_struct& to, Trouble& trouble, const Pixels& from, int quality,
            unsigned char*& memory, unsigned long& size) {
  if (setjmp(trouble.back) != 0) return false;
  jpeg_create_compress(&to);
  jpeg_mem_dest(&to, &memory, &size);
  to.image_width = from.width;
  to.image_height = from.height;
  to.input_components = static_cast<int>(from.channels);
  to.in_color_space = from.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(&to);
  jpeg_set_quality(&to, quality, TRUE);
  jpeg_start_compress(&to, TRUE);
  while (to.next_scanline < to.image_height) {
    JSAMPROW row =
        const_cast<JSAMPROW>(from.bytes.data()) + std::size_t{to.next_scanline} * from.width * from.channels;
    jpeg_write_scanlines(&to, &row, 1);
  }
  jpeg_finish_compress(&to);
  return true;
}

}  // namespace

std::optional<Pixels> read_jpeg(const Encoded& file) {
  Trouble trouble;
  jpeg_decompress_struct in{};
  in.err = silent(trouble);
  Pixels out;
  unsigned orientation = 1;
  const bool done = decode(in, trouble, file, out, orientation);
  jpeg_destroy_decompress(&in);
  if (!done) return std::nullopt;
  return turned(std::move(out), orientation);
}

std::optional<Encoded> write_jpeg(const Pixels& pixels, int quality) {
  if (pixels.channels != 1 && pixels.channels != 3) return std::nullopt;
  Trouble trouble;
  jpeg_compress_struct to{};
  to.err = silent(trouble);
  unsigned char* memory = nullptr;
  unsigned long size = 0;
  const bool done = encode(to, trouble, pixels, quality, memory, size);
  jpeg_destroy_compress(&to);
  std::optional<Encoded> out;
  if (done) out.emplace(memory, memory + size);
  std::free(memory);
  return out;
}

unsigned orientation_in(const std::uint8_t* exif, std::size_t size) {
  constexpr std::size_t kHead = 6;  // "Exif" and two zeros
  if (size < kHead + 8 || std::memcmp(exif, "Exif\0\0", kHead) != 0) return 1;
  const auto* tiff = exif + kHead;
  const auto length = size - kHead;
  const bool little = tiff[0] == 'I' && tiff[1] == 'I';
  if (!little && (tiff[0] != 'M' || tiff[1] != 'M')) return 1;
  const auto number = [&](std::size_t at, std::size_t bytes) {
    std::size_t out = 0;
    for (std::size_t i = 0; i < bytes; ++i) out = out << 8U | tiff[little ? at + bytes - 1 - i : at + i];
    return out;
  };
  const auto directory = number(4, 4);
  if (directory > length || length - directory < 2) return 1;
  const auto entries = number(directory, 2);
  for (std::size_t i = 0; i < entries; ++i) {
    const auto at = directory + 2 + i * 12;
    if (at > length || length - at < 12) return 1;
    if (number(at, 2) != 0x0112) continue;
    const auto value = number(at + 8, 2);
    return value >= 1 && value <= 8 ? static_cast<unsigned>(value) : 1;
  }
  return 1;
}

}  // namespace stille::image
