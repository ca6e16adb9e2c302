/** The part of the graph's schema that the queries need, with its names. */
export const typeDefs = `
  type Query {
    product(id: ID!): Product
    productsById(ids: [ID!]!): [Product]
    review(id: ID!): Review
    user(id: ID!): User
  }
  type Money { amount: Float! currency: String! }
  type Product {
    id: ID! name: String! description: String category: String! brand: String price: Money! imageUrl: String
    version: Int! createdAt: String! updatedAt: String! seller: User inventory: Inventory reviews(first: Int = 10): ReviewConnection
  }
  type Inventory { productId: ID! available: Int! reserved: Int! warehouse: String! version: Int! updatedAt: String! }
  type ReviewConnection { nodes: [Review!]! totalCount: Int! averageRating: Float }
  type Review {
    id: ID! rating: Int! title: String body: String! helpful: Int! author: User product: Product
    version: Int! createdAt: String! updatedAt: String!
  }
  type User { id: ID! username: String! name: String! avatarUrl: String memberSince: String! version: Int! updatedAt: String! }
`;

/** The context of each request is its readers (readers.mjs). Everything else is left to the default resolvers. */
export const resolvers = {
  Query: {
    product: (_, { id }, readers) => readers.product(id),
    productsById: (_, { ids }, readers) => ids.map(readers.product),
    review: (_, { id }, readers) => readers.review(id),
    user: (_, { id }, readers) => readers.user(id),
  },
  Product: {
    seller: (product, _, readers) => (product.sellerId ? readers.user(product.sellerId) : null),
    inventory: (product, _, readers) => readers.inventory(product.id),
    reviews: (product, { first }, readers) => readers.reviews(product.id, first),
  },
  ReviewConnection: {
    nodes: (page) => page.items,
    totalCount: (page) => page.total,
  },
  Review: {
    author: (review, _, readers) => readers.user(review.authorId),
    product: (review, _, readers) => readers.product(review.productId),
  },
};
