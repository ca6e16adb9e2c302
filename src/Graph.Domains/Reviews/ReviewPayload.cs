using Graph.Domains.Abstractions;

namespace Graph.Domains.Reviews;

public sealed record ReviewPayload(Review? Review, IReadOnlyList<UserError> Errors);
