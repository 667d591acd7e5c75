import type { DownloadOffer, KnownSet } from '#shared/contract/known-data.ts'

export interface PublishedFile {
  name: string
  bytes: number
  md5: string
  sha256?: string
}

export interface PublishedSet {
  set: KnownSet
  files: readonly PublishedFile[]
  /** Where the files are, the first one first; each ends with a slash. */
  addresses: readonly string[]
}

/**
 * Where the data sets are published, and what their files are. A file whose sums differ is not used, whoever sent it: that is
 * why an address without encryption may be among them.
 */
export const publishedSets: readonly PublishedSet[] = [
  {
    set: 'mnist',
    // The author's own page asks that it is not fetched from there; these are the mirrors of TensorFlow and PyTorch.
    addresses: [
      'https://storage.googleapis.com/cvdf-datasets/mnist/',
      'https://ossci-datasets.s3.amazonaws.com/mnist/',
    ],
    files: [
      {
        name: 'train-images-idx3-ubyte.gz',
        bytes: 9_912_422,
        md5: 'f68b3c2dcbeaaa9fbdd348bbdeb94873',
        sha256: '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
      },
      {
        name: 'train-labels-idx1-ubyte.gz',
        bytes: 28_881,
        md5: 'd53e105ee54ea40749a09fcbcd1e9432',
        sha256: '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
      },
      {
        name: 't10k-images-idx3-ubyte.gz',
        bytes: 1_648_877,
        md5: '9fb629c4189551a2d022fa330f9573f3',
        sha256: '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
      },
      {
        name: 't10k-labels-idx1-ubyte.gz',
        bytes: 4_542,
        md5: 'ec29112dd5afa0611ce80d1b7f02629c',
        sha256: 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
      },
    ],
  },
  {
    set: 'fashion-mnist',
    addresses: [
      'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
      'https://storage.googleapis.com/tensorflow/tf-keras-datasets/',
    ],
    files: [
      { name: 'train-images-idx3-ubyte.gz', bytes: 26_421_880, md5: '8d4fb7e6c68d591d4c3dfef9ec88bf0d' },
      { name: 'train-labels-idx1-ubyte.gz', bytes: 29_515, md5: '25c81989df183df01b3e8a0aad5dffbe' },
      { name: 't10k-images-idx3-ubyte.gz', bytes: 4_422_102, md5: 'bef4ecab320f06d8554ea6380940ec79' },
      { name: 't10k-labels-idx1-ubyte.gz', bytes: 5_148, md5: 'bb300cfdad3c16e7a12a480ee83cd310' },
    ],
  },
  {
    set: 'cifar-10',
    addresses: ['https://www.cs.toronto.edu/~kriz/'],
    files: [
      {
        name: 'cifar-10-binary.tar.gz',
        bytes: 170_052_171,
        md5: 'c32a1d4ab5d03f1284b67883e8d87530',
        sha256: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
      },
    ],
  },
  {
    set: 'cifar-100',
    addresses: ['https://www.cs.toronto.edu/~kriz/'],
    files: [
      {
        name: 'cifar-100-binary.tar.gz',
        bytes: 168_513_733,
        md5: '03b5dce01913d631647c71ecec9e9cb8',
        sha256: '58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec',
      },
    ],
  },
]

export function offerOf({ set, files, addresses }: PublishedSet): DownloadOffer {
  const [first = ''] = addresses
  return {
    set,
    bytes: bytesOf(files),
    host: new URL(first).host,
    addresses: files.map(({ name }) => first + name),
  }
}

export function bytesOf(files: readonly PublishedFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0)
}
