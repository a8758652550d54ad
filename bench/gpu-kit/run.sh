#!/bin/sh
# Measures this machine's GPU, in less than five minutes: sh run.sh [--quick]
# Needs an x86-64 Linux (glibc 2.34 or later) with a GPU and its Vulkan driver, and nothing else. Writes gpu.json and gpu.md beside it, or to $OUT.
set -u
out=$(cd "${OUT:-$(dirname "$0")}" && pwd) || exit 1
cd "$(dirname "$0")" || exit 1
export XDG_RUNTIME_DIR="${XDG_RUNTIME_DIR:-/tmp}"

# The machine's own libraries, or those of the kit: the Vulkan loader, and what C++ programs need.
PATH="$PATH:/usr/sbin:/sbin"
has() { ldconfig -p 2>/dev/null | grep -F "$1" | grep -q x86-64; }
for library in libvulkan.so.1 libstdc++.so.6 libgcc_s.so.1; do
  has "$library" || LD_LIBRARY_PATH="$PWD/lib/$library${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
done
[ -z "${LD_LIBRARY_PATH:-}" ] || export LD_LIBRARY_PATH

[ -x node ] || { gzip -dkf node.gz && chmod +x node; } || exit 1
[ -f ready ] || ./node unpack.mjs || exit 1

# Containers may have NVIDIA's driver where no loader looks for its description, or no description at all.
if [ -z "${VK_ICD_FILENAMES:-}${VK_DRIVER_FILES:-}" ] &&
  ! ls /etc/vulkan/icd.d /usr/share/vulkan/icd.d 2>/dev/null | grep -q json; then
  described=/usr/local/nvidia/share/vulkan/icd.d/nvidia_icd.json
  if [ ! -f "$described" ] && has libGLX_nvidia.so.0; then
    described=$PWD/nvidia_icd.json
    echo '{"file_format_version":"1.0.0","ICD":{"library_path":"libGLX_nvidia.so.0","api_version":"1.3.0"}}' >"$described"
  fi
  [ -f "$described" ] && export VK_ICD_FILENAMES="$described" VK_DRIVER_FILES="$described"
fi

nvidia-smi --query-gpu=name,driver_version,clocks.max.sm --format=csv,noheader 2>/dev/null
exec ./node bench/kit/kit.mjs "$out" "$@"
