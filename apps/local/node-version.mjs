// Imported first and plain enough for any Node with modules, so that an old one hears a sentence and no stack.
const [major, minor] = process.versions.node.split('.').map(Number);
if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22)) {
  console.error(`Homolog needs Node 20.19 or newer (of 22: 22.12 or newer); this is Node ${process.versions.node}.`);
  process.exit(1);
}
