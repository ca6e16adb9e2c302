using Graph.Domains.Abstractions;

namespace Graph.Domains.Users;

public sealed record PreferencesPayload(Preferences? Preferences, IReadOnlyList<UserError> Errors);
