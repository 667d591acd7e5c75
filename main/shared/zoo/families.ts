/** Where a network was first published. */
export interface Paper {
  authors: string
  title: string
  /** Journal, conference or archive. */
  venue: string
  year: number
}

/**
 * The families of the zoo in the order in which they are shown. Each has a page of text: `zoo.family.<id>.title`, `.new`,
 * `.read` and `.try` in messages/zoo-page-messages.ts. Those without a paper belong to this program or to the course.
 */
export const zooFamilies = {
  study: null,
  'feed-forward': null,
  textbook: null,
  lenet: {
    authors: 'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner',
    title: 'Gradient-based learning applied to document recognition',
    venue: 'Proceedings of the IEEE 86(11)',
    year: 1998,
  },
  alexnet: {
    authors: 'A. Krizhevsky, I. Sutskever, G. E. Hinton',
    title: 'ImageNet classification with deep convolutional neural networks',
    venue: 'NIPS',
    year: 2012,
  },
  zfnet: {
    authors: 'M. D. Zeiler, R. Fergus',
    title: 'Visualizing and understanding convolutional networks',
    venue: 'ECCV (arXiv:1311.2901, 2013)',
    year: 2014,
  },
  vgg: {
    authors: 'K. Simonyan, A. Zisserman',
    title: 'Very deep convolutional networks for large-scale image recognition',
    venue: 'ICLR 2015 (arXiv:1409.1556)',
    year: 2014,
  },
  googlenet: {
    authors: 'C. Szegedy, W. Liu, Y. Jia, P. Sermanet, S. Reed, D. Anguelov, D. Erhan, V. Vanhoucke, A. Rabinovich',
    title: 'Going deeper with convolutions',
    venue: 'CVPR 2015 (arXiv:1409.4842)',
    year: 2014,
  },
  'all-cnn': {
    authors: 'J. T. Springenberg, A. Dosovitskiy, T. Brox, M. Riedmiller',
    title: 'Striving for simplicity: the all convolutional net',
    venue: 'ICLR 2015 Workshop (arXiv:1412.6806)',
    year: 2014,
  },
  fcn: {
    authors: 'J. Long, E. Shelhamer, T. Darrell',
    title: 'Fully convolutional networks for semantic segmentation',
    venue: 'CVPR (arXiv:1411.4038, 2014)',
    year: 2015,
  },
  'u-net': {
    authors: 'O. Ronneberger, P. Fischer, T. Brox',
    title: 'U-Net: convolutional networks for biomedical image segmentation',
    venue: 'MICCAI (arXiv:1505.04597)',
    year: 2015,
  },
  resnet: {
    authors: 'K. He, X. Zhang, S. Ren, J. Sun',
    title: 'Deep residual learning for image recognition',
    venue: 'CVPR 2016 (arXiv:1512.03385)',
    year: 2015,
  },
  densenet: {
    authors: 'G. Huang, Z. Liu, L. van der Maaten, K. Q. Weinberger',
    title: 'Densely connected convolutional networks',
    venue: 'CVPR 2017 (arXiv:1608.06993)',
    year: 2016,
  },
} as const satisfies Record<string, Paper | null>

export type ZooFamilyId = keyof typeof zooFamilies

export const zooFamilyIds = Object.keys(zooFamilies) as ZooFamilyId[]

export function paperOf(family: ZooFamilyId): Paper | null {
  return zooFamilies[family]
}
