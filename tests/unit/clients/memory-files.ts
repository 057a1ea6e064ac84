/** Creates an in-memory file system with what a copy of the store needs. Files are written when closed. */
export function createMemoryFiles() {
  const contents = new Map<string, string>();
  const handleOf = (name: string) => ({
    getFile: async () => ({ text: async () => contents.get(name) ?? '' }),
    createWritable: async () => {
      let written = '';
      return {
        write: async (text: string) => {
          written += text;
        },
        close: async () => void contents.set(name, written),
      };
    },
  });
  return {
    contents,
    getFileHandle: async (name: string, { create = false } = {}) => {
      if (!contents.has(name) && !create) throw new DOMException('No such file', 'NotFoundError');
      if (!contents.has(name)) contents.set(name, '');
      return handleOf(name);
    },
    removeEntry: async (name: string) => {
      if (!contents.delete(name)) throw new DOMException('No such file', 'NotFoundError');
    },
  };
}
