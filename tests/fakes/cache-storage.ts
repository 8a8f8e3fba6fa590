/** The Cache API in memory, as far as the page and the service worker use it. */
class MemoryCache {
  readonly responses = new Map<string, Response>();

  match(key: URL | string, options?: CacheQueryOptions): Promise<Response | undefined> {
    const wanted = keyOf(key, options);
    for (const [url, response] of this.responses)
      if (keyOf(url, options) === wanted) return Promise.resolve(response.clone());
    return Promise.resolve(undefined);
  }

  put(key: URL | string, response: Response): Promise<void> {
    this.responses.set(String(key), response);
    return Promise.resolve();
  }

  keys(): Promise<readonly { readonly url: string }[]> {
    return Promise.resolve([...this.responses.keys()].map((url) => ({ url })));
  }

  delete(key: string | { readonly url: string }): Promise<boolean> {
    return Promise.resolve(this.responses.delete(typeof key === 'string' ? key : key.url));
  }
}

function keyOf(key: URL | string, options?: CacheQueryOptions): string {
  const url = new URL(key);
  if (options?.ignoreSearch) url.search = '';
  return url.href;
}

export class MemoryCacheStorage {
  readonly stores = new Map<string, MemoryCache>();

  keys(): Promise<string[]> {
    return Promise.resolve([...this.stores.keys()]);
  }

  has(name: string): Promise<boolean> {
    return Promise.resolve(this.stores.has(name));
  }

  delete(name: string): Promise<boolean> {
    return Promise.resolve(this.stores.delete(name));
  }

  open(name: string): Promise<MemoryCache> {
    const store = this.stores.get(name) ?? new MemoryCache();
    this.stores.set(name, store);
    return Promise.resolve(store);
  }

  async match(key: URL | string, options?: CacheQueryOptions): Promise<Response | undefined> {
    for (const store of this.stores.values()) {
      const response = await store.match(key, options);
      if (response) return response;
    }
    return undefined;
  }
}
