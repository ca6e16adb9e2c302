using Graph.Domains.Abstractions;

namespace Graph.Domains.Tests.Samples.Warranties;

public sealed record WarrantyPayload(Warranty? Warranty, IReadOnlyList<UserError> Errors);
