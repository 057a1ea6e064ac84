import type { CustomField } from '../model/custom-field.ts';
import type { Pipeline } from '../model/pipeline.ts';
import { readableName, withDistinctNames } from './names.ts';
import { readItems } from './read-items.ts';
import type { SendRequest } from './request.ts';
import { customFieldSchema, customFieldsSchema, pipelinesSchema } from './schemas.ts';

export function catalogRequests(request: SendRequest) {
  return {
    /** `GET /pipeline/`: pipelines and their statuses in the order of Close's own screens. */
    async readPipelines(): Promise<Pipeline[]> {
      const { data } = await request({ path: '/pipeline/', schema: pipelinesSchema });
      return data.map((pipeline) => ({
        ...pipeline,
        name: readableName(pipeline.name) || pipeline.id,
        statuses: pipeline.statuses.map((status) => ({
          ...status,
          label: readableName(status.label) || status.id,
        })),
      }));
    },

    /** `GET /custom_field_schema/opportunity/`: own and shared custom fields in screen order. */
    async readCustomFields(): Promise<CustomField[]> {
      const path = '/custom_field_schema/opportunity/';
      const { fields } = await request({ path, schema: customFieldsSchema });
      const customFields = readItems(customFieldSchema, fields).items.map((field) => ({
        id: field.id,
        name: readableName(field.name) || field.id,
        type: field.type,
        description: readableName(field.description),
        // A choice can be there twice, and looks the same.
        choices: [...new Set(field.choices)],
        isMultiple: field.accepts_multiple_values ?? false,
        // Where neither list is there, Close decides.
        editableWithRoles:
          field.associations?.find(({ object_type }) => object_type === 'opportunity')?.editable_with_roles ??
          field.editable_with_roles ??
          [],
        isConverting: Boolean(field.converting_to_type),
      }));
      return withDistinctNames(customFields);
    },
  };
}
